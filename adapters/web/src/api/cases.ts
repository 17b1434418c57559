// Cases in lists, and how many there are.
import { api, told, type Of } from '@/api/client';

export type Line = Of<'CaseLine'>;
export type Query = Record<string, string | number | boolean>;

export interface Counted {
  cases: number;
  complete: boolean;
  /** `counted.by('unit').get('交通局')` */
  by: (what: string) => Map<string, number>;
}

/** The case that a part belongs to: 12 of 12.1. */
export const rootOf = (id: string): string => id.split('.')[0]!;

export async function count(query: Query): Promise<Counted> {
  const { items, cases, complete } = await told(api.GET('/api/v1/cases/counts', { params: { query: query as never } }));
  return { cases, complete, by: (what) => new Map(items.filter(({ by }) => by === what).map((one) => [one.value, one.cases])) };
}

export async function linesOf(query: Query): Promise<{ items: Line[]; next: string | null }> {
  const page = await told(api.GET('/api/v1/cases', { params: { query: query as never } }));
  return { items: page.items as Line[], next: page.next };
}

export const whole = (id: string) => told(api.GET('/api/v1/cases/{id}', { params: { path: { id } } }));

/** The list that shows the same cases. */
export function listLink(query: Query): { path: string; query: Record<string, string> } {
  return { path: '/cases', query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])) };
}
