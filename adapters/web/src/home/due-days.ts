// How many limits end on which day, and which cases those are.
import { api, told } from '@/api/client';
import { all } from '@/api/pages';
import { daysBetween } from '@/words/times';

import { count, type Line } from '@/api/cases';
import { today } from '@/session/today';

export interface DueDays {
  /** Cases by the day of the limit that ends first. */
  cases: Map<string, number>;
  isExact: boolean;
}

const page = 500;
const mostPages = 4;

const within = (last: string) => Math.max(0, daysBetween(today.value, last));

/** Through the last day; what has passed and still runs is counted too. */
export async function dueDays(last: string): Promise<DueDays> {
  const counted = await count({ due_within: within(last) });
  const days = counted.by('due_on');
  if (days.size || counted.cases === 0) return { cases: days, isExact: counted.complete };
  return countOneByOne(last);
}

/** A server that does not count by day. */
async function countOneByOne(last: string): Promise<DueDays> {
  const { items, isWhole } = await all<Line, string>(
    (after) => told(api.GET('/api/v1/cases', { params: { query: { due_within: within(last), order: 'due', limit: page, ...(after ? { after } : {}) } as never } })),
    page,
  );
  return { ...dueDaysOf(items), isExact: isWhole };
}

export function dueDaysOf(lines: Line[]): DueDays {
  const cases = new Map<string, number>();
  for (const { next_due } of lines) if (next_due) cases.set(next_due, (cases.get(next_due) ?? 0) + 1);
  return { cases, isExact: true };
}

/** The cases of one day: the list goes by the day, so it is read from its beginning. */
export async function casesOn(date: string): Promise<{ lines: Line[]; isWhole: boolean }> {
  const lines: Line[] = [];
  let after: string | undefined;
  for (let read = 0; read < mostPages; ++read) {
    const { items, next } = await told(api.GET('/api/v1/cases', { params: { query: { due_within: within(date), order: 'due', limit: page, ...(after ? { after } : {}) } as never } }));
    lines.push(...items.filter(({ next_due }) => next_due === date));
    if (next === null || items.some(({ next_due }) => next_due !== null && next_due > date)) return { lines, isWhole: true };
    after = next;
  }
  return { lines, isWhole: false };
}

/** What kind of day it is by the calendar of the place. */
export interface DayKind {
  workday: boolean;
  /** Of the holiday that it belongs to, or is made up for. */
  name: string;
}

export async function dayKinds(from: string, to: string): Promise<Map<string, DayKind>> {
  const { items } = await told(api.GET('/api/v1/calendar/days', { params: { query: { from, to } } }));
  return new Map(items.map(({ date, workday, name }) => [date, { workday, name }]));
}
