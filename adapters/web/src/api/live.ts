import { readonly, ref } from 'vue';

/** A case has had an event. */
export interface Change {
  id: string;
  root: string;
  version: number;
  state: string;
  event: string;
}

type Listener = (change: Change | 'reset') => void;

const firstPause = 2000; // ms before a stream that was refused is opened again
const longestPause = 60_000;

const listeners = new Set<Listener>();
const broken = ref(false);
let source: EventSource | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let pause = firstPause;
let isWanted = false;

/** Whether changes should be heard and are not. */
export const isCutOff = readonly(broken);

function tellAll(change: Change | 'reset'): void {
  for (const tell of [...listeners]) tell(change);
}

/** What came while nobody listened is not known: all is read again. */
function open(missed: boolean): void {
  clearTimeout(timer);
  source?.close();
  const stream = new EventSource('/api/v1/stream');
  source = stream;
  stream.onopen = () => {
    broken.value = false;
    pause = firstPause;
    if (missed) tellAll('reset');
    missed = false;
  };
  stream.onerror = () => {
    broken.value = true;
    // A browser tries again by itself after a cut, but not after an answer such as 503.
    if (stream.readyState !== EventSource.CLOSED) return;
    timer = setTimeout(() => open(true), pause);
    pause = Math.min(pause * 2, longestPause);
  };
  stream.addEventListener('case', (event) => tellAll(JSON.parse((event as MessageEvent<string>).data) as Change));
  stream.addEventListener('reset', () => tellAll('reset'));
}

function close(): void {
  clearTimeout(timer);
  source?.close();
  source = undefined;
  broken.value = false;
}

// A browser keeps six connections to a server: windows that nobody looks at hold none.
document.addEventListener('visibilitychange', () => {
  if (!isWanted) return;
  if (document.hidden) close();
  else open(true);
});

/** Begins to hear; again after signing in. */
export function startListening(): void {
  isWanted = true;
  if (!document.hidden) open(false);
}

export function stopListening(): void {
  isWanted = false;
  close();
}

/** Calls it at every change that whoever is signed in may see; `reset`: read again what is shown.
    The result ends it. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
