// What the contact of a unit has to do: cases of the own unit whose clocks run.
import { units } from '@/session/place';
import { who } from '@/session/session';

import { stepsOf, type ToDoLine } from './groups';
import { linesOf } from '@/api/cases';

export interface UnitTasks {
  /** Whose step it is now. */
  todo: ToDoLine[];
  /** Limits that run while others act. */
  waiting: ToDoLine[];
  /** There are more than were read. */
  hasMore: boolean;
}

const most = 50;

/** The own unit, and those whose work it has taken over. */
async function ownUnits(): Promise<Set<string>> {
  const own = new Set([who.value?.unit ?? '']);
  const all = await units();
  for (let before = 0; before < own.size;) {
    before = own.size;
    for (const { code, succeeded_by } of all) if (succeeded_by && own.has(succeeded_by)) own.add(code);
  }
  return own;
}

export async function unitTasks(): Promise<UnitTasks> {
  const [own, all] = await Promise.all([ownUnits(), stepsOf([...(who.value?.roles ?? [])])]);
  const ours = all.filter((steps) => steps.stages().some(({ mine }) => mine));
  const pages = await Promise.all(ours.map(async (steps) => {
    const { items, next } = await linesOf({ workflow: steps.workflow, order: 'due', limit: most });
    const lines = items.filter(({ unit }) => own.has(unit)).map((line) => ({ ...line, step: steps.stepFor(line.state, line.clock) }));
    return { lines, hasMore: next !== null };
  }));
  const lines = pages.flatMap((page) => page.lines).sort((one, other) => one.next_due!.localeCompare(other.next_due!));
  return {
    todo: lines.filter(({ step }) => step?.mine),
    waiting: lines.filter(({ step }) => !step?.mine),
    hasMore: pages.some((page) => page.hasMore),
  };
}
