import address from '@config/divisions/cn.csv?url';

import { ask } from '@/api/client';
import { t } from '@/words/words';

/** A division of the country that may have a congress. */
export interface Division {
  /** Six digits. */
  code: string;
  name: string;
  level: 'province' | 'city' | 'county';
  /** From the province down to its own: 安徽省, 合肥市, 蜀山区. */
  line: string[];
}

/** What stands in the statistics between a province and its counties is no division. */
const placeholders = ['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'];

/** The level a code speaks of. */
export function levelOf(code: string): 'province' | 'city' | 'county' | 'township' {
  if (code.length > 6) return 'township';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
}

export function divisionsIn(table: string): Division[] {
  const rows = table.trim().split('\n').slice(1).map((line) => line.trim().split(','));
  const names = new Map(rows.map(([code, name]) => [code!, name!]));
  const divisions: Division[] = [];
  for (const [code, name, , parent] of rows) {
    if (placeholders.includes(name!)) continue;
    const above = [parent && `${code!.slice(0, 2)}0000`, parent].map((one) => (one ? names.get(one)! : ''));
    const line = [...new Set([...above, name!])].filter((one) => one && !placeholders.includes(one));
    divisions.push({ code: code!, name: name!, level: levelOf(code!) as Division['level'], line });
  }
  return divisions;
}

let asked: Promise<Division[]> | undefined;

/** All of them; read once, when they are first needed. */
export function divisions(): Promise<Division[]> {
  asked ??= ask(address).then(async (response) => divisionsIn(await response.text()));
  asked.catch(() => (asked = undefined));
  return asked;
}

/** Whether the signs of `text` come in `line` in this order: 合肥蜀山 in 安徽省合肥市蜀山区. */
function runsThrough(text: string, line: string): boolean {
  let at = 0;
  for (const sign of line) if (sign === text[at]) at += 1;
  return at === text.length;
}

/** The likest first; at most `most`. */
export function findDivisions(all: Division[], wanted: string, most = 50): Division[] {
  const text = wanted.replace(/\s/g, '');
  if (!text) return all.filter(({ level }) => level === 'province');
  const rank = (one: Division): number => {
    if (one.code.startsWith(text) || one.name === text) return 0;
    if (one.name.startsWith(text)) return 1;
    const line = one.line.join('');
    if (line.includes(text)) return 2;
    return runsThrough(text, line) ? 3 : 4;
  };
  return all
    .map((one) => ({ one, rank: rank(one) }))
    .filter(({ rank: found }) => found < 4)
    .sort((a, b) => a.rank - b.rank || a.one.line.length - b.one.line.length || a.one.code.localeCompare(b.one.code))
    .slice(0, most)
    .map(({ one }) => one);
}

/** 合肥市人大常委会, 合肥市蜀山区人大常委会: as such an office is called. */
export function committeeOf(division: Division): string {
  const own = division.level === 'county' ? division.line.slice(-2) : division.line.slice(-1);
  return t('session.committee_of', { division: own.join('') });
}

interface Rule {
  name: string;
  title: string;
}

/** Profiles that were made for a division or one above it, the nearest first; the national one
    last. */
export function rulesFor<Line extends Rule>(division: Division | undefined, all: Line[]): Line[] {
  const found: Line[] = [];
  for (const name of [...(division?.line ?? [])].reverse())
    for (const line of all) if (line.title.includes(name) && !found.includes(line)) found.push(line);
  return [...found, ...all.filter(({ name }) => name === 'cn')];
}
