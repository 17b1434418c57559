import { computed, shallowRef } from 'vue';

import { api, onceKey, Refused, told, type Of } from '@/api/client';
import { who } from '@/session/session';

import { calledInFull } from './lines';
import type { Chosen } from './selection';

export type Verdict = Of<'BatchItem'>;

/** One event on many cases. */
export interface Job {
  user: string;
  workflow: string;
  event: string;
  body: { data: Record<string, unknown>; occurred_on?: string; comment?: string };
  /** What each case is called. */
  names: Record<string, string>;
  /** Sent one after the other, each under its key: sent again, it goes on where it broke off. */
  parts: { key: string; cases: { id: string; version: number }[]; isFinished: boolean }[];
  verdicts: Verdict[];
}

const mostAtOnce = 500;
const attempts = 5;
const pause = 1500; // ms before it is sent again
const kept = 'duban.register.batch';

/** The one that is being carried out, or broke off. Goes on while other pages are looked at. */
const current = shallowRef<Job>();
const isRunning = shallowRef(false);
const failure = shallowRef<unknown>();

function keep(job: Job | undefined): void {
  current.value = job ? { ...job } : undefined;
  try {
    if (job) sessionStorage.setItem(kept, JSON.stringify(job));
    else sessionStorage.removeItem(kept);
  } catch {
    // There is no room for it: it goes on, but not after a reload.
  }
}

export function jobFor(workflow: string, event: string, body: Job['body'], cases: Chosen[]): Job {
  const parts: Job['parts'] = [];
  for (let from = 0; from < cases.length; from += mostAtOnce) {
    const some = cases.slice(from, from + mostAtOnce).map(({ id, version }) => ({ id, version }));
    parts.push({ key: onceKey(), cases: some, isFinished: false });
  }
  const names = Object.fromEntries(cases.map((one) => [one.id, calledInFull(one)]));
  return { user: who.value!.user, workflow, event, body, names, parts, verdicts: [] };
}

/** What each case would come to alone; nothing is written. */
export async function tryOut({ event, body, parts }: Job): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { cases } of parts) {
    const came = await told(api.POST('/api/v1/batches', { params: { query: { dry_run: true } }, body: { event, cases, ...body } as never }));
    verdicts.push(...(came as Of<'BatchView'>).items);
  }
  return verdicts;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends one part until it is finished; an answer that was lost is asked for again. */
async function finish(job: Job, part: Job['parts'][number]): Promise<Verdict[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      const came = (await told(api.POST('/api/v1/batches', {
        params: { header: { 'Idempotency-Key': part.key } },
        body: { event: job.event, cases: part.cases, ...job.body } as never,
      }))) as Of<'BatchView'>;
      if (came.finished) return came.items;
    } catch (refused) {
      const mayPass = refused instanceof Refused && (refused.status === 0 || refused.status >= 500);
      if (!mayPass || attempt >= attempts) throw refused;
    }
    await wait(pause * attempt);
  }
}

/** Carries out what is not carried out yet. */
export async function carryOut(job: Job): Promise<void> {
  isRunning.value = true;
  failure.value = undefined;
  keep(job);
  try {
    for (const part of job.parts.filter(({ isFinished }) => !isFinished)) {
      job.verdicts = [...job.verdicts, ...(await finish(job, part))];
      part.isFinished = true;
      keep(job);
    }
  } catch (refused) {
    failure.value = refused;
  } finally {
    isRunning.value = false;
  }
}

/** The verdicts have been read, or what broke off is left as it is. */
export function forgetJob(): void {
  failure.value = undefined;
  keep(undefined);
}

/** What was being carried out before the page was loaded again. */
function recall(): void {
  if (current.value) {
    if (current.value.user !== who.value?.user) forgetJob();
    return;
  }
  const job = JSON.parse(sessionStorage.getItem(kept) ?? 'null') as Job | null;
  if (job && job.user === who.value?.user) current.value = job;
  else sessionStorage.removeItem(kept);
}

export const batch = {
  current, isRunning, failure, recall,
  isFinished: computed(() => current.value?.parts.every(({ isFinished }) => isFinished) ?? false),
  cases: computed(() => current.value?.parts.reduce((sum, { cases }) => sum + cases.length, 0) ?? 0),
};
