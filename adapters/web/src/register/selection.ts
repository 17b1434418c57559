import type { Line } from '@/api/cases';
import { computed, ref, shallowRef, triggerRef } from 'vue';

import { onChange } from '@/api/live';
import { who } from '@/session/session';


/** A chosen row: what is needed to act on it, and to say which it is. */
export interface Chosen {
  id: string;
  version: number;
  state: string;
  number: string;
  title: string;
}

// Kept while a case is looked at, while other pages of the list are, and when the filter changes.
const chosen = shallowRef(new Map<string, Chosen>());
const owner = ref('');
let hears = false;

const told = () => triggerRef(chosen);

function put(line: Line, isChosen: boolean): void {
  if (isChosen) chosen.value.set(line.id, { id: line.id, version: line.version, state: line.state, number: line.number, title: line.title });
  else chosen.value.delete(line.id);
}

function clear(): void {
  chosen.value = new Map();
}

/** What is chosen belongs to one person and one workflow. */
function begin(workflow: string): void {
  const now = `${who.value?.user} ${workflow}`;
  if (owner.value !== now) clear();
  owner.value = now;
  if (hears) return;
  hears = true;
  // Of what is chosen and no longer shown, the version has to be known too.
  onChange((change) => {
    const one = change === 'reset' ? undefined : chosen.value.get(change.id);
    if (!one || change === 'reset') return;
    chosen.value.set(one.id, { ...one, version: change.version, state: change.state });
    told();
  });
}

export const selection = {
  chosen,
  count: computed(() => chosen.value.size),
  has: (id: string) => chosen.value.has(id),
  begin,
  clear,
  choose(lines: Line[], isChosen: boolean): void {
    for (const line of lines) put(line, isChosen);
    told();
  },
  toggle(line: Line): void {
    put(line, !chosen.value.has(line.id));
    told();
  },
  /** What has been done is no longer chosen. */
  drop(ids: string[]): void {
    for (const id of ids) chosen.value.delete(id);
    told();
  },
  /** Rows that were read again may be at another version. */
  renew(lines: Line[]): void {
    let differs = false;
    for (const line of lines) {
      const one = chosen.value.get(line.id);
      if (!one || one.version >= line.version) continue;
      put(line, true);
      differs = true;
    }
    if (differs) told();
  },
};
