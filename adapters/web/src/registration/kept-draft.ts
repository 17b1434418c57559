import { ref, watch, type Ref } from 'vue';

import type { Draft } from '@/parts/draft';
import { who } from '@/session/session';

/** A suggestion on its way into the register. */
export interface Registration {
  /** The event that opens its case. */
  event: string;
  data: Draft;
  /** What only its registration takes: number, and what the opening event does not know. */
  registering: Draft;
  /** Empty: today. */
  receivedOn: string;
  files: number[];
}

export const blank = (): Registration => ({ event: 'submit', data: {}, registering: {}, receivedOn: '', files: [] });

/** Kept in this tab only, so that a reload loses nothing and a closed tab leaves nothing. */
export function useKept(): Ref<Registration> {
  const name = `duban.registration.${who.value?.user}`;
  const draft = ref<Registration>({ ...blank(), ...(JSON.parse(sessionStorage.getItem(name) ?? '{}') as Partial<Registration>) });
  // At once: the page may be gone before the next turn.
  watch(draft, (now) => sessionStorage.setItem(name, JSON.stringify(now)), { deep: true, flush: 'sync' });
  return draft;
}
