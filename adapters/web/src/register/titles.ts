import { onScopeDispose, shallowRef, triggerRef } from 'vue';

import { api, Refused, told } from '@/api/client';

import { rootOf, type Line } from './lines';

export interface Title {
  number: string;
  title: string;
}

// Parts have no number and title of their own in the register: they are called as what they belong to.
const known = shallowRef(new Map<string, Title | undefined>());
const pause = 200; // ms that the rows stand still before they are asked for

async function find(root: string): Promise<void> {
  known.value.set(root, undefined);
  try {
    const page = await told(api.GET('/api/v1/cases/{id}', { params: { path: { id: root } } }));
    const { number = '', title = '' } = page.facts as Partial<Title>;
    known.value.set(root, { number, title });
    triggerRef(known);
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
  }
}

/** How a case is called, as far as it is known by now. */
export const titleOf = <One extends { id: string; title: string; number: string }>(line: One): Title =>
  line.title ? line : (known.value.get(rootOf(line.id)) ?? line);

/** The same in one line; a part with its own number. */
export function calledInFull(one: { id: string; title: string; number: string }): string {
  const { number, title } = titleOf(one);
  const isPart = rootOf(one.id) !== one.id;
  return [number, title, isPart || !number ? `(${one.id})` : ''].filter(Boolean).join(' ');
}

/** Looks up what the rows in view belong to, once they stand still. */
export function useTitles() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => clearTimeout(timer));
  return {
    of: titleOf,
    want(lines: Line[]): void {
      clearTimeout(timer);
      const roots = [...new Set(lines.filter(({ title }) => !title).map(({ id }) => rootOf(id)))].filter((root) => !known.value.has(root));
      if (roots.length) timer = setTimeout(() => roots.forEach((root) => void find(root)), pause);
    },
  };
}
