// Cases as the home page lists them: with what people know a case by.
import { api, told, type Of } from '@/api/client';
import { once } from '@/session/place';

/** Of an assignment number and title stand at its suggestion. */
export type Line = Of<'CaseLine'> & {
  clock?: string | null;
  provisional?: boolean;
  lead_deputy?: string | null;
  key?: boolean;
  rating?: string | null;
  units?: string[];
};
export type Query = Record<string, string | number | boolean>;

export interface Counted {
  cases: number;
  complete: boolean;
  /** `counted.by('unit').get('交通局')` */
  by: (what: string) => Map<string, number>;
}

export const rootOf = (id: string) => id.split('.')[0]!;

export async function count(query: Query): Promise<Counted> {
  const { items, cases, complete } = await told(api.GET('/api/v1/cases/counts', { params: { query: query as never } }));
  return { cases, complete, by: (what) => new Map(items.filter(({ by }) => by === what).map((one) => [one.value, one.cases])) };
}

export async function linesOf(query: Query): Promise<{ items: Line[]; next: string | null }> {
  const page = await told(api.GET('/api/v1/cases', { params: { query: query as never } }));
  return { items: await withTitles(page.items as Line[]), next: page.next };
}

export const withTitles = (lines: Line[]) => Promise.all(lines.map(withTitle));

export const whole = (id: string) => told(api.GET('/api/v1/cases/{id}', { params: { path: { id } } }));

/** A title seldom changes: it is read once. */
const headOf = (root: string) =>
  once(`head ${root}`, async () => {
    const { facts } = (await whole(root)) as { facts: { title?: string; number?: string } };
    return { title: facts.title ?? '', number: facts.number ?? '' };
  });

async function withTitle(line: Line): Promise<Line> {
  if (line.title || !line.id.includes('.')) return line;
  try {
    return { ...line, ...(await headOf(rootOf(line.id))) };
  } catch {
    return line; // its suggestion may be hidden from whoever sees the part
  }
}

/** The list that shows the same cases. */
export function listLink(query: Query): { path: string; query: Record<string, string> } {
  return { path: '/cases', query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])) };
}
