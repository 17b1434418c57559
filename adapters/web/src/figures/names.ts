import { computed, type ComputedRef } from 'vue';

import { useAnswer } from '@/api/answer';
import { sessions, units } from '@/session/place';

/** What units and sessions are called: `unit 交通局` → 市交通运输局. */
export function useNames(): ComputedRef<Map<string, string>> {
  const answer = useAnswer(async () => {
    const [allUnits, allSessions] = await Promise.all([units(), sessions()]);
    return new Map([
      ...allUnits.map(({ code, name }) => [`unit ${code}`, name || code] as const),
      ...allSessions.map(({ code, name }) => [`session ${code}`, name || code] as const),
    ]);
  });
  return computed(() => answer.body.value ?? new Map());
}
