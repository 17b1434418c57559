import { api, told, type Of } from '@/api/client';
import { once } from '@/session/place';

export type Profile = Of<'RegulationView'>['profile'];

export interface Edition {
  hash: string;
  name: string;
  text: unknown;
}

/** A profile or calendar as it is kept; its text never changes. */
export function edition(hash: string): Promise<Edition> {
  return once(`edition ${hash}`, async () => {
    const kept = await told(api.GET('/api/v1/editions/{hash}', { params: { path: { hash } } }));
    return { hash: kept.hash, name: kept.name, text: JSON.parse(kept.text) as unknown };
  });
}

/** A value is ours, and waits for an office to confirm it. */
export const isProposal = (source = '') => source.startsWith('proposal');
/** What a proposal was modelled on, or where a value stands. */
export const origin = (source = '') => source.replace(/^proposal(: )?/, '');

/** A setting with its path: `rates.decimals`. */
export interface Setting {
  path: string;
  workflow: string;
  value: unknown;
  source: string;
}

const isTable = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** All settings of a profile, one a line. */
export function settingsOf(profile: Profile): Setting[] {
  const lines: Setting[] = [];
  const walk = (workflow: string, path: string, value: unknown): void => {
    if (isTable(value) && !('value' in value)) {
      for (const [name, inner] of Object.entries(value)) walk(workflow, path ? `${path}.${name}` : name, inner);
      return;
    }
    const said = isTable(value) ? value : { value };
    lines.push({ workflow, path, value: said.value, source: String(said.source ?? '') });
  };
  for (const [workflow, settings] of Object.entries(profile.settings ?? {})) walk(workflow, '', settings);
  return lines;
}

/** What is another in two profiles. */
export interface Difference {
  kind: 'limit' | 'authority' | 'setting';
  name: string;
  from: string;
  to: string;
  source: string;
}

type Said = (kind: Difference['kind'], name: string, value: unknown) => string;

/** `said` makes words of a value. */
export function differences(one: Profile, other: Profile, said: Said): Difference[] {
  const found: Difference[] = [];
  const compare = (kind: Difference['kind'], before: Map<string, [unknown, string]>, after: Map<string, [unknown, string]>): void => {
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(name), after.get(name)];
      if (JSON.stringify(was?.[0]) === JSON.stringify(is?.[0])) continue;
      found.push({ kind, name, from: was ? said(kind, name, was[0]) : '', to: is ? said(kind, name, is[0]) : '', source: is?.[1] ?? '' });
    }
  };
  const limits = (profile: Profile) => new Map(Object.entries(profile.limits ?? {}).map(([name, { rule, anchor, source }]) => [name, [{ rule, anchor }, source ?? ''] as [unknown, string]]));
  const authorities = (profile: Profile) => new Map(Object.entries(profile.authorities ?? {}).map(([name, { roles, source }]) => [name, [roles, source ?? ''] as [unknown, string]]));
  const settings = (profile: Profile) => new Map(settingsOf(profile).map(({ workflow, path, value, source }) => [`${workflow}.${path}`, [value, source] as [unknown, string]]));
  compare('limit', limits(one), limits(other));
  compare('authority', authorities(one), authorities(other));
  compare('setting', settings(one), settings(other));
  return found;
}
