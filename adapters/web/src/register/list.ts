import { ref, shallowRef } from 'vue';

import type { Answer } from '@/api/answer';
import { rootOf, type Line } from '@/api/cases';
import { api, asRefused, Refused, told } from '@/api/client';
import { onChange, type Change } from '@/api/live';
import { who } from '@/session/session';

import { inOrder, type Question } from './question';

const pageSize = 100;
const mostPerPage = 500;
const mostReadAgain = 1000; // rows that are read anew together
const mostLookedUp = 20; // changed cases that are looked up one by one
const pause = 400; // ms: of many changes at once one look

interface Page {
  items: Line[];
  next: string | null;
}

/** A case that has changed; `of`: its own change, where it was not one of its parts that changed. */
interface Heard {
  id: string;
  of: Change | undefined;
}

// One list, kept while a case of it is looked at: whoever comes back finds the same rows in the same
// place. It hears of changes all the while.
const lines = shallowRef<Line[]>();
const failure = shallowRef<Refused>();
const isLoading = ref(false);
const isLoadingMore = ref(false);
const next = ref<string | null>(null);
/** Cases that came, or no longer belong, since the rows were read. */
const moved = ref(new Set<string>());
/** Rows that have changed in place. */
const renewed = ref(new Set<string>());
/** Rows that no longer fit what was asked for. */
const unfit = ref(new Set<string>());
/** How many lists there have been. */
const turned = ref(0);
/** The row that one is at, and how far the pane was scrolled. */
const at = ref(0);
const scrolled = ref(0);

let asked: Record<string, string> = {};
let key = '';
let turn = 0;
const waiting = new Map<string, Heard>();
let timer: ReturnType<typeof setTimeout> | undefined;
let isWatched = false;
let hears = false;

const page = async (query: Record<string, string | number>) =>
  (await told(api.GET('/api/v1/cases', { params: { query: query as never } }))) as Page;

/** Asks, unless a later question has overtaken it. */
async function read(work: () => Promise<Page>, take: (came: Page) => void): Promise<void> {
  const mine = ++turn;
  isLoading.value = true;
  isLoadingMore.value = false;
  try {
    const came = await work();
    if (mine !== turn) return;
    take(came);
    failure.value = undefined;
  } catch (refused) {
    if (mine !== turn) return;
    failure.value = asRefused(refused);
  } finally {
    if (mine === turn) isLoading.value = false;
  }
}

function take(came: Page): void {
  const stood = lines.value?.[at.value]?.id;
  lines.value = came.items;
  next.value = came.next;
  const found = came.items.findIndex(({ id }) => id === stood);
  at.value = found >= 0 ? found : Math.min(at.value, Math.max(0, came.items.length - 1));
  for (const set of [moved, renewed, unfit]) set.value = new Set();
}

/** As many rows as there were, or nearly. */
async function readAnew(): Promise<Page> {
  const wanted = Math.min(Math.max(lines.value?.length ?? 0, pageSize), mostReadAgain);
  const items: Line[] = [];
  for (let after: string | null = ''; ;) {
    const limit = Math.min(mostPerPage, wanted - items.length);
    const came: Page = await page({ ...asked, limit, ...(after ? { after } : {}) });
    items.push(...came.items);
    after = came.next;
    if (after === null || items.length >= wanted) return { items, next: after };
  }
}

async function again(): Promise<void> {
  waiting.clear();
  await read(readAnew, take);
}

/** The rows after those that are there. */
async function more(): Promise<void> {
  if (next.value === null || isLoadingMore.value || isLoading.value) return;
  const mine = turn;
  isLoadingMore.value = true;
  try {
    const came = await page({ ...asked, limit: pageSize, after: next.value });
    if (mine !== turn) return;
    lines.value = lines.value!.concat(came.items);
    next.value = came.next;
    failure.value = undefined;
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    if (mine === turn) failure.value = refused;
  } finally {
    if (mine === turn) isLoadingMore.value = false;
  }
}

/** The key that a page with this case at its head begins after. */
function before(id: string): string | undefined {
  const [root, part] = id.split('.').map(Number) as [number, number | undefined];
  if (part !== undefined) return part > 1 ? `${root}.${part - 1}` : `${root}`;
  return root > 1 ? `${root - 1}.999` : undefined;
}

/** The case as the list has it now; nothing if it does not fit, or no longer. */
async function lookUp(id: string): Promise<Line | undefined> {
  const { order, ...filters } = asked;
  const after = before(id);
  const [line] = (await page({ ...filters, limit: 1, ...(after ? { after } : {}) })).items;
  const fits = line?.id === id && (order !== 'due' || line.next_due !== null);
  return fits ? line : undefined;
}

/** Whether it would stand among the rows that are there. */
function comesAmong(line: Line): boolean {
  const last = lines.value?.[lines.value.length - 1];
  if (next.value === null || !last) return true;
  if (asked.order === 'newest') return true;
  return asked.order === 'due' ? line.next_due! <= last.next_due! : false;
}

function putInPlace({ id: changed, of }: Heard, line: Line | undefined): void {
  const row = lines.value?.findIndex(({ id }) => id === changed) ?? -1;
  if (row < 0) {
    if (line && comesAmong(line)) moved.value.add(changed);
    return;
  }
  const old = lines.value![row]!;
  const now = line ?? { ...old, ...(of ? { state: of.state, version: of.version } : {}) };
  lines.value = lines.value!.map((one) => (one === old ? now : one));
  renewed.value.add(changed);
  if (line) unfit.value.delete(changed);
  else unfit.value.add(changed);
  const hasMoved = !line || (asked.order === 'due' && line.next_due !== old.next_due);
  if (hasMoved) moved.value.add(changed);
}

async function settle(): Promise<void> {
  const changes = [...waiting.values()];
  waiting.clear();
  if (!lines.value) return;
  if (changes.length > mostLookedUp) {
    for (const { id } of changes) moved.value.add(id);
    return;
  }
  const mine = turn;
  for (const change of changes) {
    try {
      const line = await lookUp(change.id);
      if (mine !== turn) return;
      putInPlace(change, line);
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      moved.value.add(change.id);
    }
  }
}

function hear(change: Change | 'reset'): void {
  if (change === 'reset') {
    if (isWatched) void again();
    else key = '';
    return;
  }
  const isPart = change.id !== rootOf(change.id);
  if (asked.workflow === 'assignment' && !isPart) return;
  // A whole case is looked at again when a part of it changes: its units are told of it.
  const id = asked.workflow === 'assignment' ? change.id : rootOf(change.id);
  if (id === change.id || !waiting.has(id)) waiting.set(id, { id, of: id === change.id ? change : undefined });
  if (!isWatched) return;
  clearTimeout(timer);
  timer = setTimeout(() => void settle(), pause);
}

/** Shows the list of a question; the same rows if it is the one that is kept. */
function show({ workflow, filters, order }: Question): void {
  if (!hears) onChange(hear);
  hears = isWatched = true;
  asked = { workflow, ...inOrder(filters), order };
  const wanted = JSON.stringify([who.value?.user, asked]);
  if (wanted === key && lines.value) {
    void settle();
    return;
  }
  const isNew = wanted !== key;
  key = wanted;
  waiting.clear();
  void read(() => page({ ...asked, limit: pageSize }), (came) => {
    if (isNew) {
      at.value = scrolled.value = 0;
      turned.value++;
    }
    lines.value = undefined;
    take(came);
  });
}

/** Nobody looks at it for now. */
function leave(): void {
  isWatched = false;
  clearTimeout(timer);
}

const answer: Answer<Line[]> = { body: lines as Answer<Line[]>['body'], failure, isLoading, again };

export const list = { answer, lines, next, isLoading, isLoadingMore, moved, renewed, unfit, at, scrolled, turned, show, leave, again, more };
