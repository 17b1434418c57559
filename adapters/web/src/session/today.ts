import { computed } from 'vue';

import { place } from '@/session/place';
import { dayOf, daysBetween, shifted } from '@/words/times';

/** In the time that cases go by. */
export const today = computed(() => dayOf(place.value?.time.now ?? new Date()));

const utc = (date: string) => new Date(`${date}T00:00:00Z`);

/** 1 is Monday, 7 Sunday. */
export const weekdayOf = (date: string): number => utc(date).getUTCDay() || 7;

/** 2025-07 of 2025-07-13. */
export const monthOf = (date: string): string => date.slice(0, 7);

export const firstOf = (month: string): string => `${month}-01`;

/** The month so many after it. */
export function monthsAfter(month: string, months: number): string {
  const at = utc(firstOf(month));
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString().slice(0, 7);
}

export const lastOf = (month: string): string => shifted(firstOf(monthsAfter(month, 1)), -1);

export const daysToSunday = computed(() => 7 - weekdayOf(today.value));
export const daysToMonthsEnd = computed(() => daysBetween(today.value, lastOf(monthOf(today.value))));
