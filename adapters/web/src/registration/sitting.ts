import { ref, watch, type Ref } from 'vue';

import { who } from '@/session/session';

/** What was handed over in this sitting. */
export interface HandedOver {
  id: string;
  number: string;
  title: string;
  units: string[];
}

/** Kept in this tab, so that a reload in the middle of a meeting loses nothing. */
export function useSitting(): Ref<HandedOver[]> {
  const name = `duban.sitting.${who.value?.user}`;
  const done = ref<HandedOver[]>(JSON.parse(sessionStorage.getItem(name) ?? '[]') as HandedOver[]);
  watch(done, (now) => sessionStorage.setItem(name, JSON.stringify(now)), { flush: 'sync' });
  return done;
}
