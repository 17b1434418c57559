// Groups of the to-do list: the stages of all workflows with their cases, those in front that are
// overdue, then by the earliest due date.
import { regulation, table, workflows } from '@/session/place';
import { limitInWords } from '@/words/rules';

import { count, linesOf, rootOf, whole, type Counted, type Line, type Query } from '@/api/cases';
import { Steps, type Stage, type Step } from './steps';

/** The limit that the earliest case of a group goes by. */
export interface Basis {
  clock: string;
  rule: string;
  source: string;
}

export interface ToDoLine extends Line {
  step: Step | undefined;
}

export interface Group extends Stage {
  cases: number;
  overdue: number;
  isExact: boolean;
  lines: ToDoLine[];
  basis: Basis | undefined;
  /** The list of all of them. */
  query: Query;
}

const shown = 5;
const everyRunning = 3650; // days: whatever runs

export async function stepsOf(roles: string[]): Promise<Steps[]> {
  const [{ profile }, all] = await Promise.all([regulation(), workflows()]);
  const tables = await Promise.all(all.map(({ name }) => table(name)));
  return tables.map((one) => new Steps(one, profile.authorities ?? {}, roles));
}

/** `wanted`: whose turn it is. */
export async function groups(roles: string[], wanted: (stage: Stage) => boolean): Promise<Group[]> {
  const found = await Promise.all((await stepsOf(roles)).map((steps) => groupsOf(steps, steps.stages().filter(wanted))));
  return found.flat().sort(byUrgency);
}

async function groupsOf(steps: Steps, stages: Stage[]): Promise<Group[]> {
  if (!stages.length) return [];
  const { workflow } = stages[0]!;
  const [all, overdue] = await Promise.all([count({ workflow }), count({ workflow, overdue: true })]);
  const here = stages.filter(({ state }) => all.by('state').get(state));
  const found = await Promise.all(here.map((stage) => groupOf(steps, stage, all, overdue)));
  return found.filter(({ cases }) => cases > 0);
}

function queryOf(stage: Stage): Query {
  const { workflow, state, clock, leftOver } = stage;
  return { workflow, state, ...(clock ? { clock } : {}), ...(leftOver ? { due_within: everyRunning } : {}) };
}

async function groupOf(steps: Steps, stage: Stage, all: Counted, overdue: Counted): Promise<Group> {
  const query = queryOf(stage);
  const isNarrower = stage.clock !== undefined || stage.leftOver === true;
  const late: Query = { workflow: stage.workflow, state: stage.state, overdue: true, ...(stage.clock ? { clock: stage.clock } : {}) };
  const [cases, lateCases] = isNarrower
    ? (await Promise.all([count(query), count(late)])).map((counted) => counted.cases)
    : [all.by('state').get(stage.state) ?? 0, overdue.by('state').get(stage.state) ?? 0];
  const lines = cases ? await firstLines(query, cases!) : [];
  return {
    ...stage, query, cases: cases!, overdue: lateCases!, isExact: all.complete,
    lines: lines.map((line) => ({ ...line, step: steps.stepFor(line.state, line.clock ?? stage.clock) })),
    basis: lines[0] && (await basisOf(lines[0])),
  };
}

/** By due date; then, where there are fewer, those without one. */
async function firstLines(query: Query, cases: number): Promise<Line[]> {
  const due = (await linesOf({ ...query, order: 'due', limit: shown })).items;
  if (due.length >= Math.min(shown, cases)) return due;
  const others = (await linesOf({ ...query, limit: shown })).items.filter(({ next_due }) => next_due === null);
  return [...due, ...others].slice(0, shown);
}

async function basisOf(line: Line): Promise<Basis | undefined> {
  if (!line.next_due) return undefined;
  const [{ clocks }, { profile }] = await Promise.all([whole(rootOf(line.id)), regulation()]);
  const clock = clocks.find((one) => one.case === line.id && one.running && one.due === line.next_due);
  if (!clock) return undefined;
  const { rule_label } = clock as { rule_label?: string };
  return { clock: clock.kind, rule: limitInWords(clock.rule, rule_label), source: profile.limits?.[clock.limit]?.source ?? '' };
}

function byUrgency(one: Group, other: Group): number {
  if ((one.overdue > 0) !== (other.overdue > 0)) return one.overdue > 0 ? -1 : 1;
  const days = [one, other].map(({ lines }) => lines[0]?.next_due ?? '9999');
  return days[0]!.localeCompare(days[1]!);
}
