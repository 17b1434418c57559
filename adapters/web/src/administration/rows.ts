import { api, told, type Of } from '@/api/client';
import { forgetOnce } from '@/session/place';

import { inCongress } from './congress';

/** What an office keeps of its congress. */
export type Kind = 'units' | 'deputies' | 'sessions' | 'meetings';

export interface Rows {
  units: Of<'ListedUnit'>;
  deputies: Of<'ListedDeputy'>;
  sessions: Of<'Session'>;
  meetings: Of<'Meeting'>;
}

/** A row as it is filled in; `null` takes a value away. */
export type Filled = Record<string, string | null>;

export async function rowsOf<Name extends Kind>(kind: Name): Promise<Rows[Name][]> {
  const path = `/api/v1/${kind}` as '/api/v1/units';
  return (await told(api.GET(path, { params: { query: inCongress() } }))).items as never;
}

export async function addRow(kind: Kind, row: Filled): Promise<void> {
  const path = `/api/v1/${kind}` as '/api/v1/units';
  await api.POST(path, { params: { query: inCongress() }, body: row as never });
  forgetOnce();
}

export async function changeRow(kind: Kind, code: string, row: Filled): Promise<void> {
  const path = `/api/v1/${kind}/{code}` as '/api/v1/units/{code}';
  await api.PATCH(path, { params: { path: { code }, query: inCongress() }, body: row as never });
  forgetOnce();
}

/** Whether a text that is looked for stands in one of these. */
export function mentions(wanted: string, ...texts: (string | null | undefined)[]): boolean {
  const text = wanted.trim().toLowerCase();
  return !text || texts.some((one) => one?.toLowerCase().includes(text));
}
