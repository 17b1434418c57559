// A limit in words: `10 working days` → 10 个工作日. Where the server says it, its words are used.
import { day } from './times';
import { t } from './words';

const spans = /^(\d+) (working days?|days?|weeks?|months?|years?)( before)?$/;
const until = /^until (\d\d)-(\d\d)$/;
const window = /^window (\d\d)$/;
const agreed = /^on (\d{4}-\d\d-\d\d)$/;

export function ruleInWords(rule: string): string {
  const span = spans.exec(rule);
  if (span) {
    const unit = span[2]!.replace(/s$/, '').replace(' ', '_');
    const length = t(`words.rule_${unit}`, { n: Number(span[1]) }, Number(span[1]));
    return span[3] ? t('words.rule_before', { length }) : length;
  }
  const last = until.exec(rule);
  if (last) return t('words.rule_until', { month: Number(last[1]), day: Number(last[2]) });
  const date = agreed.exec(rule);
  if (date) return t('words.rule_on', { day: day(date[1]!) });
  const month = window.exec(rule);
  return month ? t('words.rule_window', { month: Number(month[1]) }) : rule;
}

/** In the server's words, where it has said it; but days as they are written everywhere. */
export const limitInWords = (rule: string, label?: string): string => (label && !agreed.test(rule) ? label : ruleInWords(rule));

/** Where a limit stands. `proposal` is no law: what the profile suggests, or suggests after another
    place's rule. */
export function sourceInWords(source: string): string {
  const [, after] = /^proposal(?:: (.+))?$/.exec(source) ?? [];
  if (after) return t('words.source_after', { source: after });
  return source === 'proposal' || source === '' ? t('words.source_proposal') : source;
}
