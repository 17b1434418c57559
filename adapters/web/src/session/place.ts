import { readonly, shallowRef } from 'vue';

import { api, told, type Of } from '@/api/client';

import { language } from '@/words/language';

import { who } from './session';

/** Where whoever is signed in works, and what cases go by there. */
export interface Place {
  /** Nothing for an administrator of no congress, before there is one. */
  congress: Of<'Congress'> | undefined;
  time: Of<'RegisterTime'>;
}

const current = shallowRef<Place>();
export const place = readonly(current);

/** Reads it; once somebody is signed in, and again when the clock or the congress has moved. */
export async function loadPlace(): Promise<void> {
  if (!who.value || who.value.must_change) {
    current.value = undefined;
    return;
  }
  const [congresses, time] = await Promise.all([
    told(api.GET('/api/v1/congresses')),
    told(api.GET('/api/v1/clock')),
  ]);
  const mine = congresses.items.find(({ code }) => code === who.value?.congress);
  current.value = { congress: mine, time };
}

const kept = new Map<string, Promise<unknown>>();

/** Asks once while somebody is signed in: for what changes seldom. */
export function once<Body>(name: string, ask: () => Promise<Body>): Promise<Body> {
  const key = `${who.value?.user} ${language.value} ${name}`;
  let asked = kept.get(key) as Promise<Body> | undefined;
  if (!asked) {
    asked = ask();
    asked.catch(() => kept.delete(key));
    kept.set(key, asked);
  }
  return asked;
}

/** What was asked once is asked anew: after an administrator has changed something. */
export function forgetOnce(): void {
  kept.clear();
}

export const units = () => once('units', async () => (await told(api.GET('/api/v1/units'))).items);
export const deputies = () => once('deputies', async () => (await told(api.GET('/api/v1/deputies'))).items);
export const sessions = () => once('sessions', async () => (await told(api.GET('/api/v1/sessions'))).items);
export const meetings = () => once('meetings', async () => (await told(api.GET('/api/v1/meetings'))).items);
export const regulation = () => once('regulation', () => told(api.GET('/api/v1/regulation')));
export const table = (workflow: string) =>
  once(`table ${workflow}`, () => told(api.GET('/api/v1/workflows/{name}', { params: { path: { name: workflow } } })));
export const workflows = () => once('workflows', async () => (await told(api.GET('/api/v1/workflows'))).items);
/** The forms of a workflow's events, in the order of its table. */
export const forms = (workflow: string) =>
  once(`forms ${workflow}`, async () => (await told(api.GET('/api/v1/workflows/{name}/forms', { params: { path: { name: workflow } } }))).items);
