import { api, told, type Of } from '@/api/client';

import { inOneLine, similarTo } from './similar';

export type Mode = 'sole' | 'lead_and_co' | 'separate';

/** A unit that is to handle a suggestion, and its part where each handles its own. */
export interface UnitShare {
  unit: string;
  part: string;
}

const roleOf = (mode: Mode, at: number) => (mode === 'lead_and_co' ? (at === 0 ? 'lead' : 'co') : mode);

/** The data of the event `assign`; the first unit leads. */
export const assignment = (mode: Mode, shares: UnitShare[]) => ({
  mode,
  units: shares.map(({ unit, part }, at) => ({ unit, role: roleOf(mode, at), ...(mode === 'separate' && part.trim() ? { part: part.trim() } : {}) })),
});

/** A unit that a similar earlier suggestion went to. */
export interface SuggestedUnit {
  unit: string;
  likeness: number;
  id: string;
  number: string;
}

const most = 5; // similar cases that are looked at

/** Which units handled what was like this; of the likest first. */
export async function suggestedUnits(case_: Of<'CasePage'>): Promise<SuggestedUnit[]> {
  const similar = await similarTo(inOneLine(case_.facts.title), inOneLine(case_.facts.text));
  const others = similar.filter(({ id, workflow }) => id !== case_.id && workflow === 'suggestion').slice(0, most);
  const pages = await Promise.all(others.map(({ id }) => told(api.GET('/api/v1/cases/{id}', { params: { path: { id } } }))));
  const found = new Map<string, SuggestedUnit>();
  pages.forEach((page, at) => {
    for (const { facts, state } of page.assignments) {
      const unit = String(facts.unit ?? '');
      if (unit && state !== 'released' && !found.has(unit)) found.set(unit, { unit, likeness: others[at]!.likeness, id: others[at]!.id, number: others[at]!.number });
    }
  });
  return [...found.values()];
}
