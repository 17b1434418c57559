import { t } from '@/words/words';

import { firstOf } from '@/session/today';
import { language } from '@/words/language';

/** 2025年7月, July 2025. */
export const monthName = (month: string) =>
  new Intl.DateTimeFormat(language.value, { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(new Date(`${firstOf(month)}T00:00:00Z`));

/** Monday first. */
export const weekdays = () => [1, 2, 3, 4, 5, 6, 7].map((number) => t(`home.weekday_${number}`));

/** 休 of a holiday, 班 of a day that makes up for one; nothing of a usual day. */
export function markOf(kind: { workday: boolean; name: string } | undefined): string {
  if (!kind?.name) return '';
  return t(kind.workday ? 'home.works' : 'home.rests');
}
