import type { Of } from '@/api/client';
import { forms, regulation, table } from '@/session/place';
import { who } from '@/session/session';

export type EventForm = Of<'EventForm'>;

/** An event that can be fired on many cases, with the states from which it can. */
export interface Offer {
  form: EventForm;
  from: Set<string>;
}

interface Profile {
  authorities?: Record<string, { roles?: string[] }>;
}

/** Events of a workflow that whoever is signed in has the authority for; each case is the server's
    to decide. */
export async function offersFor(workflow: string): Promise<Offer[]> {
  const [known, rows, rules] = await Promise.all([forms(workflow), table(workflow), regulation()]);
  const authorities = (rules.profile as Profile).authorities ?? {};
  const roles = new Set(who.value?.roles ?? []);
  const may = (authority: string) => authorities[authority]?.roles?.some((role) => roles.has(role)) ?? false;
  return known
    .filter(({ opens }) => !opens)
    .map((form) => ({ form, from: new Set(rows.rows.filter(({ event, authority }) => event === form.event && may(authority ?? '')).map(({ from }) => from)) }))
    .filter(({ from }) => from.size > 0);
}
