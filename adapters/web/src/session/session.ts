import { computed, readonly, shallowRef } from 'vue';

import { api, carry, Refused, told, whenSignedOut, type Of } from '@/api/client';
import { startListening, stopListening } from '@/api/live';

export type Who = Of<'SessionView'>;

const current = shallowRef<Who>();

/** Whoever is signed in. */
export const who = readonly(current);

export const signedIn = computed(() => current.value !== undefined);

const overseers = ['officer', 'deputies_body', 'gov_office', 'chair_meeting', 'committee', 'leader', 'administrator'];
/** Whether whoever is signed in bears one of these. */
export const bearing = (...roles: string[]) => computed(() => current.value?.roles.some((role) => roles.includes(role)) ?? false);

/** What whoever is signed in comes to do; one may be several. What they may is the server's to say. */
export const isOfficer = bearing('officer', 'deputies_body', 'gov_office');
export const isManager = bearing('leader', 'chair_meeting', 'committee');
export const isAdministrator = bearing('administrator');
export const seesAll = bearing(...overseers);
export const isContact = computed(() => !seesAll.value && bearing('contact', 'unit_head').value);
export const isDeputy = computed(() => !seesAll.value && !isContact.value && bearing('deputy', 'lead_deputy').value);

function enter(session: Who): void {
  current.value = session;
  carry(session.csrf);
  if (!session.must_change) startListening();
}

function leave(): void {
  current.value = undefined;
  carry('');
  stopListening();
}

whenSignedOut(leave);

/** Finds out who is signed in, if anybody is; once, when the pages open. */
export async function recall(): Promise<void> {
  try {
    enter(await told(api.GET('/api/v1/session')));
  } catch (refused) {
    if (!(refused instanceof Refused) || refused.status !== 401) throw refused;
  }
}

export async function signIn(name: string, password: string, code?: string): Promise<void> {
  enter(await told(api.POST('/api/v1/session', { body: { name, password, ...(code ? { code } : {}) } })));
}

/** What was begun in this window is nobody else's business. */
export async function signOut(): Promise<void> {
  await api.DELETE('/api/v1/session');
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('duban.')) sessionStorage.removeItem(key);
  leave();
}

/** Every other session ends; this one goes on under a new cookie. */
export async function changePassword(old: string, wanted: string): Promise<void> {
  enter(await told(api.POST('/api/v1/session/password', { body: { old, wanted } })));
}
