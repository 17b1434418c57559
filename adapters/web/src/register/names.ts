import { shallowRef, type Ref } from 'vue';

import { Refused } from '@/api/client';
import { deputies, sessions, units } from '@/session/place';
import { day } from '@/words/times';
import { called, listed, t } from '@/words/words';

import type { FilterName } from './question';

interface Named {
  code: string;
  name: string;
}

const lists = { unit: units, deputy: deputies, session: sessions } as Record<string, () => Promise<Named[]>>;

/** What units, deputies and sessions are called; their codes until it is known. */
function useNames(kind: keyof typeof lists): Ref<Map<string, string>> {
  const names = shallowRef(new Map<string, string>());
  lists[kind]!().then(
    (all) => (names.value = new Map(all.map(({ code, name }) => [code, name || code]))),
    (refused) => {
      if (!(refused instanceof Refused)) throw refused;
    },
  );
  return names;
}

function ratingOf(code: string): string {
  if (code === 'lapsed') return t('register.lapsed');
  const word = called.value('rating', code);
  return word === code ? called.value('result', code) : word;
}

/** Words for what stands in rows and filters. */
export function useWordsOf(workflow: () => string) {
  const unitNames = useNames('unit');
  const deputyNames = useNames('deputy');
  const sessionNames = useNames('session');
  const unit = (code: string) => unitNames.value.get(code) ?? code;
  const deputy = (code: string) => deputyNames.value.get(code) ?? code;
  const session = (code: string) => sessionNames.value.get(code) ?? code;

  const values: Partial<Record<FilterName, (code: string) => string>> = {
    state: (code) => called.state(workflow(), code),
    unit, deputy, session,
    clock: called.clock,
    rating: ratingOf,
    role: (code) => called.value('role', code),
    origin: (code) => called.value('origin', code),
    level: called.level,
    class: (code) => t('register.class', { code }),
    term: (code) => t('register.term', { code }),
  };

  return {
    unit, deputy, session,
    units: (codes: string[]) => listed(codes.map(unit)),
    day,
    /** A value of a filter. */
    value: (name: FilterName, code: string) => values[name]?.(code) ?? code,
    /** A filter in words: 状态：办理中. */
    filter(name: FilterName, code: string): string {
      if (name === 'overdue') return t('register.overdue');
      if (name === 'key') return t('register.key');
      if (name === 'due_within') return t('register.due_within', Number(code));
      return t('register.filter_is', { filter: t(`register.filter.${name}`), value: this.value(name, code) });
    },
  };
}

export type WordsOf = ReturnType<typeof useWordsOf>;
