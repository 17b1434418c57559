import { api, ask, told, type Of } from '@/api/client';

import { here, inCongress, isOverall } from './congress';

/** What a congress's calendar knows of its years. */
export const calendar = () => told(api.GET('/api/v1/calendar', { params: { query: inCongress() } }));

export async function days(from: string, to: string) {
  return (await told(api.GET('/api/v1/calendar/days', { params: { query: { ...inCongress(), from, to } } }))).items;
}

/** Offices save tables as UTF-8 or as GB18030. */
export async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** `table`: date,name,is_workday. Whoever administers all congresses gives a national notice to all of
    them; local days are of the place alone. */
export async function takeNotice(table: string, isLocal: boolean, isRehearsal: boolean): Promise<Of<'TakenNotice'>> {
  const forAll = isOverall.value && !isLocal;
  const query = new URLSearchParams({ ...(forAll ? {} : { congress: here.value }), dry_run: String(isRehearsal), local: String(isLocal) });
  const response = await ask(`/api/v1/calendar/notices?${query}`, { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: table });
  return (await response.json()) as Of<'TakenNotice'>;
}
