import type { Of } from '@/api/client';
import { called, t } from '@/words/words';

export type Member = Of<'FormMember'>;
export type Column = Of<'FormColumn'>;

/** What is filled in so far: values by the names of members. */
export type Draft = Record<string, unknown>;

const isBlank = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The data of an event as the API takes them: what is left empty is left out. */
export function dataOf(draft: Draft, form: Column[]): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const member of form) {
    const value = draft[member.name];
    if (isBlank(value)) continue;
    if (member.widget === 'rows') {
      const columns = (member as Member).columns;
      const rows = (value as Draft[]).map((row) => dataOf(row, columns)).filter((row) => Object.keys(row).length);
      if (rows.length) data[member.name] = rows;
    } else if (member.widget === 'texts' && typeof value === 'string') {
      data[member.name] = value.split('\n').map((line) => line.trim()).filter(Boolean);
    } else {
      data[member.name] = value;
    }
  }
  return data;
}

/** Names of what is needed and left empty. */
export function missing(draft: Draft, form: Column[]): string[] {
  return form.filter(({ name, required, widget }) => required && widget !== 'yes_no' && isBlank(draft[name])).map(({ name }) => name);
}

/** Where in a list of rows: `[0].role` is 第 1 行 分工. */
export function rowOf(rest: string): string {
  const [, at, column] = /^\[(\d+)\](?:\.(\w+))?/.exec(rest) ?? [];
  return at === undefined ? '' : [t('parts.row_wrong', { n: Number(at) + 1 }), column && called.field(column)].filter(Boolean).join(' ');
}

/** Paths of the server's errors come as `data.units[0].role`; here by the name of the member. */
export function errorsByMember(errors: { path: string; message: string }[] = []): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, message } of errors) {
    const inside = path.replace(/^data\./, '');
    const name = inside.split(/[.[]/)[0]!;
    const rest = inside.slice(name.length);
    const row = rowOf(rest);
    found[name] = [found[name], row ? t('parts.member_wrong', { member: row, message }) : message].filter(Boolean).join('\n');
  }
  return found;
}
