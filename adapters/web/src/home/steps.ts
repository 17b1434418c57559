// What a running clock asks of whom, read from the table of a workflow and the authorities of the
// regulation: a row `from → to` with the effect `stop_KIND_clock` is the step that answers the
// clock KIND. Nothing here knows a workflow by name.
import type { Of } from '@/api/client';

export type Table = Of<'Table'>;
export type Authorities = NonNullable<Of<'RegulationView'>['profile']['authorities']>;
type Row = Of<'TableRow'>;

/** One act, or the verdicts of one authority (驳回异议 or 异议成立), that answers a clock. */
export interface Step {
  events: string[];
  /** Who may; the first is whose turn it is, the others may do it for them. */
  roles: string[];
  /** Whether it is the turn of whoever looks. */
  mine: boolean;
}

/** Cases of one workflow in one state, and the steps that they wait for. */
export interface Stage {
  workflow: string;
  state: string;
  steps: Step[];
  mine: boolean;
  /** Only cases where this clock runs: it is none that the state always has. */
  clock?: string;
  /** The state keeps no clock; some of its cases still have one running. */
  leftOver?: boolean;
  /** Whoever looks may urge whom it waits for. */
  mayUrge: boolean;
}

const urging = 'urge';
const everyClock = 'stop_all_clocks';
const units = ['contact', 'unit_head', 'lead_unit'];
const deputies = ['deputy', 'lead_deputy'];

type Side = 'unit' | 'deputy' | 'office';
const sideOf = (role: string | undefined): Side => (units.includes(role ?? '') ? 'unit' : deputies.includes(role ?? '') ? 'deputy' : 'office');

export class Steps {
  private readonly sides: Set<Side>;
  /** Events that use a right: all they answer of what a state keeps are rights. */
  private readonly rights: Set<string>;

  constructor(
    private readonly table: Table,
    private readonly authorities: Authorities,
    private readonly roles: string[],
  ) {
    this.sides = new Set(roles.map(sideOf));
    this.rights = new Set(table.rows.filter((row) => this.onlyUsesRight(row)).map(({ event }) => event));
  }

  get workflow(): string {
    return this.table.workflow;
  }

  /** The order in which the table names them. */
  get states(): string[] {
    return this.table.states.map(({ code }) => code);
  }

  /** The stages where somebody has to do something. */
  stages(): Stage[] {
    return this.table.states.flatMap((state) => (state.final ? [] : this.stagesOf(state.code, state.clocks ?? [])));
  }

  /** What a case in this state has to do about its clock; without one, what its state asks for. */
  stepFor(state: string, clock?: string | null): Step | undefined {
    const steps = clock ? this.stepsAbout(state, clock) : [];
    const usual = this.usualSteps(state);
    return [...steps, ...usual].find(({ mine }) => mine) ?? steps[0] ?? usual[0];
  }

  mayUrge(state: string): boolean {
    const row = this.table.rows.find(({ from, event }) => from === state && event === urging);
    return row !== undefined && this.may(row);
  }

  private stagesOf(state: string, clocks: string[]): Stage[] {
    const stage = (steps: Step[], more: Partial<Stage> = {}): Stage => ({
      workflow: this.table.workflow, state, steps, mine: steps.some(({ mine }) => mine), mayUrge: this.mayUrge(state), ...more,
    });
    const usual = this.usualSteps(state);
    if (usual.length) return [stage(usual)];
    const others = this.stoppedFrom(state).filter((clock) => !clocks.includes(clock) && !this.isRight(state, clock));
    if (clocks.length) return others.map((clock) => stage(this.stepsAbout(state, clock), { clock })).filter(({ steps }) => steps.length);
    const leftOver = others.flatMap((clock) => this.stepsAbout(state, clock));
    return leftOver.length ? [stage(leftOver, { leftOver: true })] : [];
  }

  /** The steps about the clocks that a state always has. */
  private usualSteps(state: string): Step[] {
    const clocks = this.clocksOf(state).filter((clock) => !this.isRight(state, clock));
    const about = unique(clocks.flatMap((clock) => this.stepsAbout(state, clock)));
    return about.length ? about : this.stepsOnward(state, clocks);
  }

  /** Whose turn it is first; and, where that is somebody else's, ours. */
  private stepsAbout(state: string, clock: string): Step[] {
    const rows = this.rowsFrom(state).filter((row) => this.stops(row, clock));
    const first = rows[0];
    if (!first) return [];
    const own = rows.find((row) => this.isOurSide(row));
    return unique([first, own ?? first].map((row) => this.step(row, rows)));
  }

  /** Nothing from here stops the clock: the step is to where something does. */
  private stepsOnward(state: string, clocks: string[]): Step[] {
    const row = this.rowsFrom(state).find(
      (one) => one.to !== state && this.clocksOf(one.to).some((clock) => clocks.includes(clock)),
    );
    return row ? [this.step(row, [row])] : [];
  }

  private step(row: Row, among: Row[]): Step {
    const events = [...new Set(among.filter(({ authority }) => authority === row.authority).map(({ event }) => event))];
    // The other verdict of the same authority ends the case, and with it every clock.
    const verdicts = this.rowsFrom(row.from).filter(({ authority, effects }) => authority === row.authority && effects.includes(everyClock));
    return { events: [...new Set([...events, ...verdicts.map(({ event }) => event)])], roles: this.rolesOf(row), mine: this.isTurnOf(row) };
  }

  /** Rows that people decide about: not those that follow by themselves. */
  private rowsFrom(state: string): Row[] {
    return this.table.rows.filter((row) => row.from === state && row.event !== urging && !this.rights.has(row.event) && this.rolesOf(row).length > 0 && !this.rolesOf(row).includes('system'));
  }

  private rolesOf = (row: Row): string[] => this.authorities[row.authority]?.roles ?? [];
  private may = (row: Row): boolean => this.rolesOf(row).some((role) => this.roles.includes(role));
  private isOurSide = (row: Row): boolean => this.sides.has(sideOf(this.rolesOf(row)[0]));
  private isTurnOf = (row: Row): boolean => this.may(row) && this.isOurSide(row);
  private clocksOf = (state: string): string[] => this.table.states.find(({ code }) => code === state)?.clocks ?? [];
  private stoppedBy = (row: Row): string[] => row.effects.flatMap((effect) => /^stop_(.+)_clock$/.exec(effect)?.[1] ?? []);
  private stoppedFrom = (state: string): string[] => [...new Set(this.rowsFrom(state).flatMap((row) => this.stoppedBy(row)))];

  /** `stop_all_clocks` answers a clock unless it only ends the case, as a withdrawal does. */
  private stops(row: Row, clock: string): boolean {
    if (this.stoppedBy(row).includes(clock)) return true;
    const hasOwnRow = this.table.rows.some((one) => this.stoppedBy(one).includes(clock));
    const ends = this.table.states.find(({ code }) => code === row.to)?.final === true;
    return row.effects.includes(everyClock) && this.clocksOf(row.from).includes(clock) && (!hasOwnRow || !ends);
  }

  private onlyUsesRight(row: Row): boolean {
    const kept = this.stoppedBy(row).filter((clock) => this.clocksOf(row.from).includes(clock));
    return row.authority !== 'derived' && kept.length > 0 && kept.every((clock) => this.isRight(row.from, clock));
  }

  /** A clock that may run out with nothing moving is a right (to object), and no duty. */
  private isRight(state: string, clock: string): boolean {
    return this.table.rows.some((row) => row.from === state && row.to === state && row.authority === 'derived' && this.stoppedBy(row).includes(clock));
  }
}

function unique(steps: Step[]): Step[] {
  return steps.filter(({ events }, at) => steps.findIndex((other) => other.events[0] === events[0]) === at);
}
