import { onScopeDispose, ref, shallowRef, watch, type Ref, type WatchSource } from 'vue';

import { language } from '@/words/language';

import { asRefused, type Refused } from './client';
import { onChange, type Change } from './live';

/** What a page shows of something it asked for. */
export interface Answer<Body> {
  /** The last answer that came; stays while it is asked for again. */
  body: Ref<Body | undefined>;
  failure: Ref<Refused | undefined>;
  isLoading: Ref<boolean>;
  again: () => Promise<void>;
}

interface Options {
  /** Asked again when any of these change. */
  when?: WatchSource | WatchSource[];
  /** Asked again when a change of a case comes that it says yes to; `true`: any. */
  live?: boolean | ((change: Change) => boolean);
}

const pause = 400; // ms: of many changes at once one question

/** Asks now, and again when it should; an answer that is overtaken by a later one is dropped. */
export function useAnswer<Body>(ask: () => Promise<Body>, options: Options = {}): Answer<Body> {
  const body = shallowRef<Body>();
  const failure = shallowRef<Refused>();
  const isLoading = ref(false);
  let turn = 0;

  async function again(): Promise<void> {
    const mine = ++turn;
    isLoading.value = true;
    try {
      const came = await ask();
      if (mine !== turn) return;
      body.value = came;
      failure.value = undefined;
    } catch (refused) {
      if (mine === turn) failure.value = asRefused(refused);
    } finally {
      if (mine === turn) isLoading.value = false;
    }
  }

  // What the server says is in the language that was spoken when it was asked.
  watch([language, ...[options.when ?? []].flat()], again);
  if (options.live) {
    const concerns = options.live === true ? () => true : options.live;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onChange((change) => {
      if (change !== 'reset' && !concerns(change)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void again(), pause);
    });
    onScopeDispose(() => {
      clearTimeout(timer);
      stop();
    });
  }
  void again();
  return { body, failure, isLoading, again };
}
