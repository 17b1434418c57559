import type { Ref } from 'vue';

import { useCalmAnswer } from '@/api/calm';
import { api, told, type Of } from '@/api/client';

import { inOrder, withFilter, type Filters, type Question } from './question';

type Counted = Of<'CountedCases'>;

export const soon = 7; // days: the week's work
const ever = 3650; // days: any limit that runs
const least = 5000; // ms between two questions: the counts stand beside the rows

/** How many cases there are of what is asked for, and would be if a phase were chosen or left. */
export interface Phases {
  /** Of the list itself. */
  all: Counted;
  /** Of the list in any state. */
  states: Counted;
  overdue: Counted;
  soon: Counted;
}

function ask(workflow: string, filters: Filters): Promise<Counted> {
  const query = { workflow, ...inOrder(filters) };
  return told(api.GET('/api/v1/cases/counts', { params: { query: query as never } }));
}

async function count({ workflow, filters, order }: Question): Promise<Phases> {
  const asked = new Map<string, Promise<Counted>>();
  const counted = (wanted: Filters) => {
    const name = JSON.stringify(inOrder(wanted));
    if (!asked.has(name)) asked.set(name, ask(workflow, wanted));
    return asked.get(name)!;
  };
  // In the order of due dates there are only cases with a limit that runs.
  const hasDay = filters.overdue || filters.due_within;
  const whole = order === 'due' && !hasDay ? withFilter(filters, 'due_within', String(ever)) : filters;
  const [all, states, overdue, near] = await Promise.all([
    counted(whole),
    counted(withFilter(whole, 'state', undefined)),
    counted(withFilter(filters, 'overdue', 'true')),
    counted(withFilter(filters, 'due_within', String(soon))),
  ]);
  return { all, states, overdue, soon: near };
}

export function useCounts(question: Ref<Question>) {
  return useCalmAnswer(
    () => count(question.value),
    () => JSON.stringify([question.value.workflow, inOrder(question.value.filters), question.value.order === 'due']),
    least,
  );
}
