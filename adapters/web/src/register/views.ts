import { api, Refused, told } from '@/api/client';
import { isDeputy, seesAll } from '@/session/session';

import { soon } from './counts';
import { queryOf, type Filters, type Question } from './question';

/** A list that somebody has saved. */
export type SavedView = {
  id: number;
  name: string;
  /** As it stands in an address. */
  query: string;
  shared: boolean;
  owner: string;
  version: number;
  mine: boolean;
};

type Saved = { name?: string; query?: string; shared?: boolean };
interface ViewsApi {
  GET(path: '/api/v1/views'): Promise<{ data?: { items: SavedView[] }; response: Response }>;
  POST(path: '/api/v1/views', options: { body: Saved }): Promise<{ data?: SavedView; response: Response }>;
  PATCH(path: '/api/v1/views/{id}', options: { params: object; body: Saved }): Promise<{ data?: SavedView; response: Response }>;
  DELETE(path: '/api/v1/views/{id}', options: { params: object }): Promise<unknown>;
}
const views = api as unknown as ViewsApi; // document.d.ts does not know them yet

const of = (id: number) => ({ params: { path: { id } } });

/** Saved views; none where the register keeps none. */
export async function savedViews(): Promise<SavedView[] | undefined> {
  try {
    return (await told(views.GET('/api/v1/views'))).items;
  } catch (refused) {
    if (refused instanceof Refused && refused.status === 404) return undefined;
    throw refused;
  }
}

export const addView = (body: Required<Saved>) => told(views.POST('/api/v1/views', { body }));
export const changeView = ({ id, version }: SavedView, body: Saved) =>
  told(views.PATCH('/api/v1/views/{id}', { params: { path: { id }, header: { 'If-Match': `"${version}"` } }, body }));
export const removeView = ({ id }: SavedView) => views.DELETE('/api/v1/views/{id}', of(id));

/** What is saved of a question: it does not name the view. */
export function savedQuery(question: Question, columns: string[]): string {
  return new URLSearchParams(queryOf({ ...question, columns, view: undefined })).toString();
}

export interface SystemView {
  name: string;
  filters: Filters;
}

const urgent: SystemView[] = [
  { name: 'overdue', filters: { overdue: 'true' } },
  { name: 'this_week', filters: { due_within: String(soon) } },
];

/** Views that everybody finds, by what a workflow's cases wait for. */
export function systemViews(workflow: string): SystemView[] {
  const inState = (name: string, state: string): SystemView => ({ name, filters: { state } });
  const every: Record<string, SystemView[]> = {
    suggestion: [
      ...(seesAll.value ? [inState('to_register', 'submitted'), inState('to_hand_over', 'registered')] : []),
      ...urgent,
      inState(isDeputy.value ? 'to_rate' : 'awaits_rating', 'answered'),
      ...(seesAll.value ? [inState('to_close', 'revisited')] : []),
      { name: 'key', filters: { key: 'true' } },
    ],
    assignment: [...urgent, inState('to_sign', 'handed'), inState('objected', 'objected'), inState('handling', 'handling')],
    report: [...urgent, inState('to_submit', 'open'), inState('to_check', 'submitted'), inState('returned', 'returned')],
  };
  return [{ name: 'all', filters: {} }, ...(every[workflow] ?? urgent)];
}
