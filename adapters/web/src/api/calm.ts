import { onScopeDispose, type WatchSource } from 'vue';

import { useAnswer, type Answer } from '@/api/answer';
import { onChange } from '@/api/live';

const pause = 1500; // ms after a change
const usual = 10_000; // ms between two questions: counting is work for the register

/** Asked again when cases change, but not at each of many changes. */
export function useCalmAnswer<Body>(ask: () => Promise<Body>, when?: WatchSource | WatchSource[], least = usual): Answer<Body> {
  const answer = useAnswer(ask, when ? { when } : {});
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Date.now();
  const stop = onChange(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      last = Date.now();
      void answer.again();
    }, Math.max(pause, last + least - Date.now()));
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    stop();
  });
  return answer;
}
