import { api, told, type Of } from '@/api/client';
import { deputies, sessions, units } from '@/session/place';
import { t } from '@/words/words';

export type Facts = Record<string, unknown>;
export type Clock = Of<'ClockView'>;

/** A suggestion as it stands on paper: with names for codes. */
export interface Paper {
  id: string;
  facts: Facts;
  /** The assignments that count: of a whole suggestion those not released, or the one that was asked for. */
  shares: { id: string; state: string; facts: Facts }[];
  clocks: Clock[];
  names: Names;
}

/** What codes are called; a code itself where whoever prints may not see the list. */
export interface Names {
  unit: (code: unknown) => string;
  deputy: (code: unknown) => string;
  session: (code: unknown) => string;
}

async function called(list: () => Promise<{ code: string; name: string }[]>): Promise<(code: unknown) => string> {
  const names = new Map((await list().catch(() => [])).map(({ code, name }) => [code, name]));
  return (code) => names.get(String(code ?? '')) || String(code ?? '');
}

export async function readNames(): Promise<Names> {
  const [unit, deputy, session] = await Promise.all([called(units), called(deputies), called(sessions)]);
  return { unit, deputy, session };
}

/** `2` is a suggestion, `2.1` one assignment of it. */
export async function readPaper(id: string, names: Names): Promise<Paper> {
  const root = id.split('.')[0]!;
  const page = await told(api.GET('/api/v1/cases/{id}', { params: { path: { id: root } } }));
  const shares = page.assignments.filter((one) => (id === root ? one.state !== 'released' : one.id === id));
  return { id, facts: page.facts, shares, clocks: page.clocks, names };
}

export const textOf = (facts: Facts, name: string): string => (typeof facts[name] === 'string' ? (facts[name] as string) : '');
export const listOf = (facts: Facts, name: string): string[] => (Array.isArray(facts[name]) ? (facts[name] as string[]) : []);
export const paragraphsOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** When a clock of a case runs out; of several the latest that was set. */
export const dueOf = (paper: Paper, id: string, kind: string): string | undefined =>
  paper.clocks.filter((clock) => clock.case === id && clock.kind === kind && clock.due).sort((one, other) => one.generation - other.generation).pop()?.due ?? undefined;

/** The deputies who signed it; their names protected, that is said instead. */
export function signersOf({ facts, names }: Paper): { lead: string; others: string[] } {
  const lead = names.deputy(facts.lead_deputy) || textOf(facts, 'delegation');
  return { lead: lead || (facts.confidential || facts.state_secret ? t('print.protected') : ''), others: listOf(facts, 'co_signers').map(names.deputy) };
}
export const titleOf = ({ facts }: Paper): string => textOf(facts, 'title') || t(facts.state_secret ? 'print.secret' : 'print.not_shown');
/** A number that no line break parts: 17-3-005 with word joiners. */
export const unbroken = (number: string): string => number.replace(/-/g, '\u2060-\u2060');
