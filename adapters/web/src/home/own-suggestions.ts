// A deputy's suggestions: signed first or with others, those that wait for the rating in front.
import { api, told } from '@/api/client';
import { all } from '@/api/pages';
import { table } from '@/session/place';
import { who } from '@/session/session';

import { stepsOf } from './groups';
import type { Line } from '@/api/cases';

export interface OwnSuggestion extends Line {
  /** The act that waits for the deputy. */
  act: string | undefined;
  /** Its way so far and to come; nothing where it has left it. */
  way: { state: string; stands: 'past' | 'here' | 'ahead' }[] | undefined;
  /** Signed first; nothing where the server does not say. */
  isLead: boolean | undefined;
}

const workflow = 'suggestion';
const most = 200;

/** The states of a usual life, in order: from one to the next by the first row that leaves it. */
async function usualWay(): Promise<string[]> {
  const { initial, rows } = await table(workflow);
  const way: string[] = [];
  for (let state: string | undefined = initial; state && !way.includes(state);) {
    way.push(state);
    state = rows.find(({ from, to }) => from === state && to !== from && !way.includes(to))?.to;
  }
  return way.slice(1);
}

export async function ownSuggestions(): Promise<{ items: OwnSuggestion[]; isWhole: boolean }> {
  const [steps, way] = await Promise.all([stepsOf([...(who.value?.roles ?? [])]), usualWay()]);
  const mine = steps.find((one) => one.workflow === workflow);
  const { items, isWhole } = await all<Line, string>(
    (after) => told(api.GET('/api/v1/cases', { params: { query: { workflow, order: 'newest', limit: 100, ...(after ? { after } : {}) } as never } })),
    most,
  );
  const suggestions = items.map((line): OwnSuggestion => {
    const step = mine?.stepFor(line.state, line.clock);
    const at = way.indexOf(line.state);
    return {
      ...line,
      act: step?.mine ? step.events[0] : undefined,
      way: at < 0 ? undefined : way.map((state, index) => ({ state, stands: index < at ? 'past' : index === at ? 'here' : 'ahead' })),
      isLead: line.lead_deputy === undefined ? undefined : line.lead_deputy === who.value?.deputy,
    };
  });
  return { items: suggestions, isWhole };
}
