import { ruleInWords } from '@/words/rules';
import { called, i18n, listed, t } from '@/words/words';

/** The words for a code where there are any, or the code. */
export function named(group: string, code: string): string {
  const key = `administration.${group}.${code.replace(/\./g, '_')}`;
  return i18n.global.te(key) ? t(key) : code;
}

/** Those that are named in the order of the procedure, the others last. */
export function inOrder<Value>(group: string, entries: [string, Value][]): [string, Value][] {
  const order = Object.keys(i18n.global.tm(`administration.${group}`) as object);
  const rank = (code: string) => (order.includes(code.replace(/\./g, '_')) ? order.indexOf(code.replace(/\./g, '_')) : order.length);
  return entries.sort(([one], [other]) => rank(one) - rank(other));
}

const whole: Record<string, string> = { 'on the day': 'administration.rung_on', 'when the window opens': 'administration.rung_window' };

/** `3 months`, `10 working days before`, `on the day`, as people say it. */
export function ruleWords(rule = ''): string {
  if (whole[rule]) return t(whole[rule]);
  const [, amount, side] = /^(.+) (before|after)$/.exec(rule) ?? [];
  return amount ? t(`administration.rung_${side}`, { amount: ruleInWords(amount) }) : ruleInWords(rule);
}

/** The rungs of a ladder in a row; those of days that follow each other as one: 过后 1～6 个工作日. */
export function rungWords(rungs: string[] = []): string {
  const runs: { from: number; to: number; kind: string; first: string }[] = [];
  for (const rung of rungs) {
    const [, amount, unit, side] = /^(\d+) (working day|day)s? (before|after)$/.exec(rung) ?? [];
    const kind = unit ? `${unit} ${side}` : rung;
    const run = runs[runs.length - 1];
    if (unit && run?.kind === kind && Number(amount) === run.to + 1) run.to += 1;
    else runs.push({ from: Number(amount), to: Number(amount), kind, first: rung });
  }
  return listed(runs.map(({ from, to, kind, first }) => (to > from + 1 ? runWords(from, to, kind) : to > from ? listed([first, first.replace(/^\d+ (working )?day\b/, `${to} $1days`)].map(ruleWords)) : ruleWords(first))));
}

function runWords(from: number, to: number, kind: string): string {
  const [, unit, side] = /^(.+) (\w+)$/.exec(kind)!;
  const amount = t(`words.rule_${unit!.replace(' ', '_')}`, to, { named: { n: t('administration.from_to', { from, to }) } });
  return t(`administration.rung_${side}`, { amount });
}

export const roleWords = (roles: string[] = []) => listed(roles.map(called.role));

/** An event of whichever workflow knows it. */
export function eventWords(event: string): string {
  for (const workflow of ['suggestion', 'assignment', 'report']) {
    const name = called.event(workflow, event);
    if (name !== event) return name;
  }
  return event;
}

function listWords(value: unknown[]): string {
  return value
    .map((one) => {
      if (typeof one !== 'object' || one === null) return String(one);
      const { code, name, kind } = one as { code?: string; name?: string; kind?: string };
      return code ? `${code} ${name ?? ''}` : (name ?? kind ?? JSON.stringify(one));
    })
    .join(value.some((one) => typeof one === 'object') ? '\n' : t('administration.list_comma'));
}

/** The value of a setting in words. */
export function valueWords(path: string, value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'parts.yes' : 'parts.no');
  if (Array.isArray(value)) return listWords(value);
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  const text = String(value);
  const said = named('setting_values', `${path.split('.').pop()}_${text}`);
  return said.includes('_') && said.endsWith(text) ? text : said;
}
