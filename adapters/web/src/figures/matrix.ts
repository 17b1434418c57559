// Where the cases of a workflow stand, by unit or by session: counted by the register itself, so
// that each number is that of the list it opens.
import { count, type Query } from '@/api/cases';
import { table } from '@/session/place';

export interface MatrixRow {
  value: string;
  cases: number;
  overdue: number;
  /** By state. */
  states: Map<string, number>;
  /** Those that belong to none: no list shows only them. */
  isRest?: boolean;
}

export interface Matrix {
  workflow: string;
  by: 'unit' | 'session';
  /** In the order of the table; only those that some case is in. */
  states: string[];
  rows: MatrixRow[];
  cases: number;
  isExact: boolean;
  filters: Query;
}

export async function matrix(workflow: string, by: Matrix['by'], filters: Query): Promise<Matrix> {
  const query = { ...filters, workflow };
  const [{ states }, all, overdue] = await Promise.all([table(workflow), count(query), count({ ...query, overdue: true })]);
  const there = states.map(({ code }) => code).filter((code) => all.by('state').get(code));
  const counted = await Promise.all(there.map(async (state) => [state, (await count({ ...query, state })).by(by)] as const));
  const rows = [...all.by(by)].map(([value, cases]): MatrixRow => ({
    value, cases, overdue: overdue.by(by).get(value) ?? 0, states: new Map(counted.map(([state, found]) => [state, found.get(value) ?? 0])),
  }));
  rows.sort((one, other) => (by === 'session' ? other.value.localeCompare(one.value) : other.cases - one.cases));
  const rest = restOf(rows, {
    value: '', cases: all.cases, overdue: overdue.cases, states: new Map(there.map((state) => [state, all.by('state').get(state) ?? 0])),
  });
  if (rest.cases > 0) rows.push(rest);
  return { workflow, by, states: there, rows, cases: all.cases, isExact: all.complete, filters };
}

/** What is left of all of them. */
function restOf(rows: MatrixRow[], all: MatrixRow): MatrixRow {
  const left = (total: number, part: (row: MatrixRow) => number) => Math.max(0, total - rows.reduce((sum, row) => sum + part(row), 0));
  return {
    value: '', isRest: true, cases: left(all.cases, ({ cases }) => cases), overdue: left(all.overdue, ({ overdue }) => overdue),
    states: new Map([...all.states].map(([state, total]) => [state, left(total, ({ states }) => states.get(state) ?? 0)])),
  };
}
