import { language } from './language';

/** Offices live in Beijing time, whatever the machine of whoever looks says. */
const zone = 'Asia/Shanghai';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(style: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language.value} ${style}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language.value, { timeZone: zone, ...options });
    formats.set(key, found);
  }
  return found;
}

/** 2025-03-14 as people read it: 2025年3月14日, 14 Mar 2025. */
export function day(date: string): string {
  const at = new Date(`${date}T12:00:00+08:00`);
  return format('day', { year: 'numeric', month: language.value === 'en' ? 'short' : 'long', day: 'numeric' }).format(at);
}

/** 3月14日 周五 */
export function shortDay(date: string): string {
  const at = new Date(`${date}T12:00:00+08:00`);
  return format('short', { month: 'short', day: 'numeric', weekday: 'short' }).format(at);
}

/** A moment: 2025/03/14 09:30, Mar 14, 2025, 09:30. */
export function moment(instant: string): string {
  return format('moment', {
    year: 'numeric', month: language.value === 'en' ? 'short' : '2-digit', day: language.value === 'en' ? 'numeric' : '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).format(new Date(instant));
}

/** The day of a moment in Beijing, as the API writes days: 2025-03-14. */
export function dayOf(instant: string | Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(instant));
}

/** `days` after a day of the API; negative before it. */
export function shifted(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
