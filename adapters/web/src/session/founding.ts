import { api, told, type Of } from '@/api/client';

/** What is asked for a new congress. */
export interface Plan {
  code: string;
  name: string;
  level: 'province' | 'city' | 'county' | 'township';
  parent: string;
  regulation: string;
  /** The user name of whoever will administer it. */
  administrator: string;
  /** One person holds every role of the office. */
  isAlone: boolean;
  session: string;
  opened_on: string;
  closed_on: string;
}

/** What has come of it: what is there is not made again after a refusal. */
export interface Founded {
  hasCongress?: boolean;
  hasSession?: boolean;
  given?: Of<'GivenPassword'>;
}

/** Of an administrator who also works in the office; alone: all that an office consists of. */
export function rolesOfOffice(isAlone: boolean): string[] {
  const alone = ['deputies_body', 'gov_office', 'contact', 'unit_head', 'chair_meeting', 'committee', 'leader'];
  return ['administrator', 'officer', ...(isAlone ? alone : [])];
}

export async function found(plan: Plan, done: Founded): Promise<void> {
  const { code, level, regulation } = plan;
  const name = plan.name.trim();
  if (!done.hasCongress)
    await api.POST('/api/v1/congresses', { body: { code, name, level, regulation, ...(plan.parent ? { parent: plan.parent } : {}) } });
  done.hasCongress = true;
  const params = { query: { congress: code } };
  if (!done.hasSession && plan.session.trim()) {
    const days = { ...(plan.opened_on ? { opened_on: plan.opened_on } : {}), ...(plan.closed_on ? { closed_on: plan.closed_on } : {}) };
    await api.POST('/api/v1/sessions', { params, body: { name: plan.session.trim(), ...days } });
    done.hasSession = true;
  }
  const body = { name: plan.administrator.trim(), roles: rolesOfOffice(plan.isAlone) };
  done.given = await told(api.POST('/api/v1/users', { params, body }));
}
