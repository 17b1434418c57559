import type { Of } from '@/api/client';

/** What a user may be. */
export interface Standing {
  roles: string[];
  unit: string;
  deputy: string;
}

type Profile = Of<'RegulationView'>['profile'];

/** Nobody is the system, and who these are stands in the case. */
const ofCases = ['system', 'lead_unit', 'late_co_units'];
const first = ['officer', 'deputies_body', 'gov_office', 'contact', 'unit_head', 'deputy', 'lead_deputy', 'chair_meeting', 'committee', 'leader', 'administrator'];

/** The roles that a user of a congress with this profile may hold, those of every day first. */
export function rolesOf(profile: Profile): string[] {
  const roles = new Set(['administrator']);
  for (const authority of Object.values(profile.authorities ?? {})) authority.roles?.forEach((role) => roles.add(role));
  for (const ladder of Object.values(profile.ladders ?? {})) {
    ladder.to?.forEach((role) => roles.add(role));
    for (const escalation of ladder.escalations ?? []) escalation.to?.forEach((role) => roles.add(role));
  }
  const rank = (role: string) => (first.includes(role) ? first.indexOf(role) : first.length);
  return [...roles].filter((role) => !ofCases.includes(role)).sort((one, other) => rank(one) - rank(other));
}

/** Whoever acts for a unit belongs to one. */
export const isOfUnit = (roles: string[]) => roles.some((role) => ['contact', 'unit_head'].includes(role));
/** Whoever speaks as a deputy is one. */
export const isOfDeputy = (roles: string[]) => roles.some((role) => ['deputy', 'lead_deputy'].includes(role));
