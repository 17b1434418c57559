import { api, told, type Of } from '@/api/client';
import { isDeputy, seesAll } from '@/session/session';

import { soon } from './counts';
import { queryOf, type Filters, type Question } from './question';

/** A list that somebody has saved. */
export type SavedView = Of<'ListView'>;

type Saved = { name?: string; query?: string; shared?: boolean };

export const savedViews = async (): Promise<SavedView[]> => (await told(api.GET('/api/v1/views'))).items;

export const addView = (body: Required<Saved>) => told(api.POST('/api/v1/views', { body }));
export const changeView = ({ id, version }: SavedView, body: Saved) =>
  told(api.PATCH('/api/v1/views/{id}', { params: { path: { id }, header: { 'If-Match': `"${version}"` } }, body }));
export const removeView = ({ id }: SavedView) => api.DELETE('/api/v1/views/{id}', { params: { path: { id } } });

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
