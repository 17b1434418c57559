// The history as correspondence: what people wrote to each other are letters, what merely happened
// are thin lines between them.
import type { Of } from '@/api/client';

import { bodyOf, type EventRow, type Form } from './case';
import { day } from '@/words/times';
import { called, listed, t } from '@/words/words';

export interface Said {
  label: string;
  value: string;
  isLong: boolean;
}

export interface Entry {
  key: string;
  event: EventRow;
  workflow: string;
  isLetter: boolean;
  bySystem: boolean;
  /** The day of the act. */
  on: string;
  said: Said[];
  comment: string;
}

const written = ['long_text'];
const judged = ['result', 'attitude'];

function valueOf(name: string, value: unknown, form: Form | undefined): string {
  const member = form?.form.find((one) => one.name === name);
  const chosen = (code: string) => member?.choices.find((one) => one.code === code)?.label ?? called.value(name, code);
  if (typeof value === 'boolean') return t(value ? 'parts.yes' : 'parts.no');
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : chosen(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return listed(value.map((one) => (typeof one === 'object' && one ? inRow(one as object, member?.columns) : chosen(String(one)))));
  return value && typeof value === 'object' ? inRow(value) : '';
}

/** What stands in a row, in the order of its columns: 交通局（主办，规划许可） */
function inRow(row: object, columns: Of<'FormColumn'>[] = []): string {
  const place = (name: string) => columns.findIndex((column) => column.name === name);
  const [first = '', ...rest] = Object.entries(row)
    .sort(([one], [other]) => place(one) - place(other))
    .map(([name, value]) => valueOf(name, value, undefined))
    .filter(Boolean);
  return rest.length ? t('case.with_rest', { first, rest: listed(rest) }) : first;
}

/** What was said with an event, in the order of its form. */
export function saidWith(event: EventRow, form: Form | undefined): Said[] {
  const data = bodyOf(event).data ?? {};
  const order = new Map(form?.form.map(({ name }, at) => [name, at]));
  return Object.entries(data)
    .sort(([one], [other]) => (order.get(one) ?? 99) - (order.get(other) ?? 99))
    .map(([name, value]) => {
      const member = form?.form.find((one) => one.name === name);
      return { label: member?.label ?? called.field(name), value: valueOf(name, value, form), isLong: written.includes(member?.widget ?? '') };
    })
    .filter(({ value }) => value !== '');
}

export function entryOf(event: EventRow, workflow: string, form: Form | undefined): Entry {
  const body = bodyOf(event);
  const said = saidWith(event, form);
  const bySystem = body.by?.system === true || body.derived === true;
  const isJudged = judged.some((name) => name in (body.data ?? {}));
  return {
    key: `${event.case}/${event.seq}`,
    event,
    workflow,
    isLetter: !bySystem && (form?.opens === true || isJudged || said.some(({ isLong }) => isLong)),
    bySystem,
    on: event.occurred_on ?? event.recorded_at.slice(0, 10),
    said,
    comment: body.comment ?? '',
  };
}

/** In the order in which it happened; of one day as it was recorded. */
export const inOrder = (entries: Entry[]): Entry[] =>
  [...entries].sort((one, other) => one.on.localeCompare(other.on) || commitOf(one) - commitOf(other) || orderOf(one) - orderOf(other));

const commitOf = ({ event }: Entry): number => bodyOf(event).commit ?? event.seq;
/** Within a commit: what followed of itself comes after what it followed from. */
const orderOf = ({ event }: Entry): number => bodyOf(event).order ?? event.seq;
