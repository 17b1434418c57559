import createClient from 'openapi-fetch';

import { language } from '@/words/language';

import type { components, paths } from './document';

/** A schema of the API by its name: `Of<'CasePage'>`. */
export type Of<Name extends keyof components['schemas']> = components['schemas'][Name];

/** What an answer that is no success says (RFC 9457). */
export interface Problem {
  status: number;
  title?: string;
  detail?: string;
  reason?: string;
  condition?: string;
  possible?: string[];
  possible_events?: string[];
  errors?: { path: string; message: string }[];
}

/** The server refused, or could not be reached (status 0). */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title ?? String(problem.status));
  }
  get status(): number {
    return this.problem.status;
  }
}

/** Whatever went wrong, as what is shown: a fault of the page itself is one as well. */
export function asRefused(failure: unknown): Refused {
  if (failure instanceof Refused) return failure;
  // What a browser throws when the network fails, or the page is left meanwhile.
  if (failure instanceof TypeError && /fetch|network|load failed/i.test(failure.message)) return new Refused({ status: 0 });
  console.error(failure);
  return new Refused({ status: -1 });
}

let csrf = '';
let onSignedOut: () => void = () => {};

/** What a session says has to come with every change. */
export function carry(token: string): void {
  csrf = token;
}

/** Called whenever the server says that nobody is signed in. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

function ownHeaders(): Record<string, string> {
  return { 'Accept-Language': language.value, ...(csrf ? { 'X-CSRF-Token': csrf } : {}) };
}

/** Asks without the typed client: for parts of files, tables, what a page shows as a file. An
    answer that is no success is thrown, and so is a network that fails. */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { ...ownHeaders(), ...(init.headers as Record<string, string>) } });
  } catch (failure) {
    // Whoever broke it off knows.
    throw failure instanceof DOMException && failure.name === 'AbortError' ? failure : new Refused({ status: 0 });
  }
  if (!response.ok) throw await refusedBy(response);
  return response;
}

/** An answer that failed, as what is thrown. */
async function refusedBy(response: Response): Promise<Refused> {
  if (response.status === 401) onSignedOut();
  let problem: Problem = { status: response.status };
  try {
    problem = { ...(await response.json()), status: response.status };
  } catch {
    // A proxy speaks HTML; the status has to do.
  }
  return new Refused(problem);
}

/** The typed client: `await api.GET('/api/v1/cases/{id}', { params: { path: { id } } })`. */
export const api = createClient<paths>({
  // Looked up at each call, so that a test may put itself in between.
  fetch: (request) => globalThis.fetch(request),
});

api.use({
  onRequest({ request }) {
    for (const [name, value] of Object.entries(ownHeaders())) request.headers.set(name, value);
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok && response.status !== 304) throw await refusedBy(response);
    return response;
  },
  onError() {
    return new Refused({ status: 0 });
  },
});

/** The body of an answer that came: `const row = await told(api.GET(…))`. */
export async function told<Body>(
  asked: Promise<{ data?: Body; response: Response }>,
): Promise<NonNullable<Body>> {
  return (await asked).data as NonNullable<Body>;
}

/** A key under which a change is carried out once, however often it is sent. */
export function onceKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
