import { api, told, type Of } from '@/api/client';
import { forms, table } from '@/session/place';
import { who } from '@/session/session';
import { day } from '@/words/times';
import { called, t } from '@/words/words';

export type Page = Of<'CasePage'>;
export type Clock = Of<'ClockView'>;
export type EventRow = Of<'EventView'>;
export type Form = Of<'EventForm'>;

export type Awaited = Of<'AwaitedEvent'>;

/** What an event stored; what the API says of it is only that it is an object. */
export interface Body {
  data?: Record<string, unknown>;
  derived?: boolean;
  /** Of the family, in their order; and its place in it. */
  commit?: number;
  order?: number;
  raised_by?: unknown;
  imported?: boolean;
  comment?: string;
  act_of?: string;
  source?: string;
  editions?: Record<string, string>;
  by?: { name: string; roles?: string[]; system?: boolean };
}

export const bodyOf = (event: EventRow): Body => event.body as unknown as Body;

/** The machine of a case: an assignment's is another than its suggestion's. */
export const workflowOf = (page: Page, id: string): string =>
  id === page.id ? page.workflow : (page.assignments.find((one) => one.id === id)?.workflow ?? page.workflow);

export const readCase = (id: string): Promise<Page> => told(api.GET('/api/v1/cases/{id}', { params: { path: { id } } }));

/** The history of one case, whole. */
export async function readEvents(id: string): Promise<EventRow[]> {
  const rows: EventRow[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: { items: EventRow[]; next: number | null } = await told(
      api.GET('/api/v1/cases/{id}/events', { params: { path: { id }, query: { limit: 200, ...(after ? { after } : {}) } } }),
    );
    rows.push(...page.items);
    after = page.next;
  }
  return rows;
}

/** The files of a case; of a whole one, those of its assignments too. */
export const readFiles = async (id: string) => (await told(api.GET('/api/v1/cases/{id}/attachments', { params: { path: { id } } }))).items;

/** The forms of a workflow's events, by their codes. */
export const formsOf = async (workflow: string): Promise<Map<string, Form>> => new Map((await forms(workflow)).map((form) => [form.event, form]));

/** A member of the facts that is a text. */
export const text = (facts: object, name: string): string => {
  const value = (facts as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
};
export const flag = (facts: object, name: string): boolean => (facts as Record<string, unknown>)[name] === true;
export const texts = (facts: object, name: string): string[] => {
  const value = (facts as Record<string, unknown>)[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
};

/** Whether it is first of all for whoever looks; others may do it for them. */
export const isOwn = ({ roles, units }: Awaited): boolean =>
  who.value!.roles.includes(roles[0] ?? '') && (!units.length || units.includes(who.value!.unit));

/** Of all that a case waits for, what is due of it: the first, and the other verdicts of the same
    authority; with the limits that ask for it. What else would answer one, such as an objection, is a
    right and no duty. */
export async function dutiesOf(page: Page): Promise<Awaited[]> {
  const duties: Awaited[] = [];
  for (const part of [page, ...page.assignments]) {
    const rows = (await table(part.workflow)).rows.filter(({ from }) => from === part.state);
    const awaited = page.waits_for
      .filter((one) => one.case === part.id)
      .map((one) => ({ ...one, clocks: one.clocks.filter((clock) => !isRight(clock, rows)) }))
      .filter(({ clocks }) => clocks.length);
    const authority = (event: string) => rows.find((row) => row.event === event)?.authority;
    const first = awaited[0];
    const redo = first && part === page ? redoOf(page) : undefined;
    if (redo) duties.push({ ...first, event: redo.event, label: redo.label });
    if (first) duties.push(...awaited.filter(({ event }) => authority(event) === authority(first.event)));
  }
  return duties;
}

/** Whoever is not satisfied has it handled again before it is closed. */
function redoOf({ facts, possible_events }: Page): Form | undefined {
  const ratings = (facts as { ratings?: { result?: string; attitude?: string }[] }).ratings ?? [];
  const last = ratings[ratings.length - 1];
  const isUnsatisfied = last?.result === 'unsatisfied' || last?.attitude === 'unsatisfied';
  return isUnsatisfied ? possible_events.find(({ event }) => event === 'order_redo') : undefined;
}

/** A limit that may run out with nothing moving is a right, such as to object. */
const isRight = (clock: string, rows: Of<'TableRow'>[]): boolean =>
  rows.some(({ from, to, authority, effects }) => from === to && authority === 'derived' && effects.includes(`stop_${clock}_clock`));

/** How a life ended, in the words of the register: the day, the last judgement, what is published. */
export function endingOf({ facts }: Page): string[] {
  const told = facts as { closed_on?: string; ratings?: { result?: string; attitude?: string }[] };
  const rating = told.ratings?.[told.ratings.length - 1];
  const of = (name: string, value: string | undefined) => (value ? [t('case.is', { label: called.field(name), value: called.value(name, value) })] : []);
  return [
    ...(told.closed_on ? [t('case.is', { label: called.field('closed_on'), value: day(told.closed_on) })] : []),
    ...of('result', rating?.result),
    ...of('attitude', rating?.attitude),
    ...(flag(facts, 'feedback_lapsed') ? [called.field('feedback_lapsed')] : []),
    ...['disclosure', 'decline_ground', 'transferred_to', 'waive_reason'].flatMap((name) => of(name, text(facts, name))),
  ];
}
