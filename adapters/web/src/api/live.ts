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

const listeners = new Set<Listener>();
const connected = ref(false);
let source: EventSource | undefined;

/** Whether changes are being heard. */
export const isLive = readonly(connected);

function open(): void {
  source = new EventSource('/api/v1/stream');
  source.onopen = () => (connected.value = true);
  source.onerror = () => (connected.value = false); // it tries again by itself
  source.addEventListener('case', (event) => {
    const change = JSON.parse((event as MessageEvent<string>).data) as Change;
    for (const tell of [...listeners]) tell(change);
  });
  source.addEventListener('reset', () => {
    for (const tell of [...listeners]) tell('reset');
  });
}

/** Begins to hear; again after signing in. */
export function startListening(): void {
  stopListening();
  open();
}

export function stopListening(): void {
  source?.close();
  source = undefined;
  connected.value = false;
}

/** Calls it at every change that whoever is signed in may see; `reset`: read again what is shown.
    The result ends it. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
