// Where the states of a table stand when it is drawn. The way a case usually goes runs down the
// middle; what leaves it stands beside it. Lines that come to the same state from afar share a lane,
// so that many of them are read as one.
import type { Of } from '@/api/client';

type Table = Of<'Table'>;
type Row = Of<'TableRow'>;

export interface Place {
  code: string;
  x: number;
  y: number;
  isFinal: boolean;
}

export interface Line {
  from: string;
  to: string;
  walked: boolean;
  path: string;
}

export interface Drawing {
  width: number;
  height: number;
  places: Place[];
  lines: Line[];
}

/** In sixteenths of an em: the drawing grows with large print. */
export const box = { width: 104, height: 48 };
const space = { lane: 8, row: 24, edge: 6 };

const clocksOf = (table: Table, state: string) => table.states.find(({ code }) => code === state)?.clocks ?? [];
const stoppedBy = (row: Row) => row.effects.flatMap((effect) => /^stop_(.+)_clock$/.exec(effect)?.[1] ?? []);
/** A clock that may run out with nothing moving is a right, and no duty that leads on. */
const isRight = (table: Table, state: string, clock: string) =>
  table.rows.some((row) => row.from === state && row.to === state && row.authority === 'derived' && stoppedBy(row).includes(clock));

/** How much a row is the usual step from its state: it answers the state's clock; it follows of
    itself; anything else. */
function rank(table: Table, row: Row): number {
  const own = clocksOf(table, row.from).filter((clock) => stoppedBy(row).includes(clock));
  if (own.length && !own.some((clock) => isRight(table, row.from, clock))) return 0;
  return row.authority === 'derived' ? 1 : 2;
}

/** The states of a usual life in their order. A way that ends where the next duty leads back is a
    detour, and no part of it. */
export function usualWay(table: Table, from = table.initial, before: string[] = []): string[] {
  const seen = [...before, from];
  const rows = table.rows.filter((row) => row.from === from && !seen.includes(row.to));
  const best = Math.min(...rows.map((row) => rank(table, row)));
  const next = [...new Set(rows.filter((row) => rank(table, row) === best).map(({ to }) => to))];
  const ways = next.map((to) => usualWay(table, to, seen));
  const turnsBack = (way: string[]) =>
    table.rows.some((row) => row.from === way[way.length - 1] && seen.includes(row.to) && rank(table, row) === 0);
  return [from, ...(ways.find((way) => !turnsBack(way)) ?? ways[0] ?? [])];
}

/** Each place once; beside the way in the row that it is left from, or the next that is free. */
function placesOf(table: Table, way: string[], left: number, right: number): Place[] {
  const isFinal = (code: string) => table.states.find((state) => state.code === code)?.final === true;
  const put = (code: string, column: number, row: number): Place => ({
    code,
    isFinal: isFinal(code),
    x: column === 0 ? left : left + box.width + right,
    y: space.edge + row * (box.height + space.row),
  });
  const reached = table.states.filter(({ code }) => code !== table.initial && table.rows.some(({ to }) => to === code));
  const taken = new Set<number>();
  const beside = reached.filter(({ code }) => !way.includes(code)).map(({ code }) => {
    const source = table.rows.find(({ from, to }) => to === code && way.includes(from));
    let row = Math.max(source ? way.indexOf(source.from) : 0, 0);
    while (taken.has(row)) row += 1;
    taken.add(row);
    return put(code, 1, row);
  });
  return [...way.map((code, row) => put(code, 0, row)), ...beside];
}

interface Step { from: string; to: string }

/** `walked`: from and to of each event that the case has had. */
export function drawn(table: Table, walked: Step[]): Drawing {
  const way = usualWay(table).slice(1);
  const steps: Step[] = [];
  for (const { from, to } of [...table.rows, ...walked])
    if (from !== to && from !== table.initial && !steps.some((one) => one.from === from && one.to === to)) steps.push({ from, to });

  const row = (code: string) => way.indexOf(code);
  const isNext = ({ from, to }: Step) => row(from) >= 0 && row(to) === row(from) + 1;
  const isBack = ({ from, to }: Step) => row(from) >= 0 && row(to) >= 0 && row(to) < row(from);
  const lanes = (among: Step[]) => [...new Set(among.map(({ to }) => to))];
  const leftLanes = lanes(steps.filter(isBack));
  const rightLanes = lanes(steps.filter((step) => !isBack(step) && !isNext(step)));
  const left = space.edge + (leftLanes.length ? (leftLanes.length + 1) * space.lane : 0);
  const right = (rightLanes.length + 1) * space.lane + space.edge;

  const places = placesOf(table, way, left, right);
  const at = new Map(places.map((place) => [place.code, place]));
  const middle = (place: Place) => place.y + box.height / 2;

  function path(step: Step): string {
    const from = at.get(step.from)!;
    const to = at.get(step.to)!;
    if (isNext(step)) return `M${from.x + box.width / 2},${from.y + box.height} V${to.y}`;
    // What leaves a box does so below its middle, what comes to it above: the two stay apart.
    const out = middle(from) + 7;
    const into = middle(to) - 7;
    if (isBack(step)) return `M${from.x},${out} H${left - (leftLanes.indexOf(step.to) + 1) * space.lane} V${into} H${to.x}`;
    const lane = left + box.width + (rightLanes.indexOf(step.to) + 1) * space.lane;
    return `M${from.x === left ? from.x + box.width : from.x},${out} H${lane} V${into} H${to.x === left ? to.x + box.width : to.x}`;
  }

  const lines = steps
    .filter(({ from, to }) => at.has(from) && at.has(to))
    .map((step) => ({ ...step, path: path(step), walked: walked.some(({ from, to }) => from === step.from && to === step.to) }));
  return {
    width: Math.max(...places.map(({ x }) => x)) + box.width + space.edge,
    height: Math.max(...places.map(({ y }) => y)) + box.height + space.edge,
    places,
    // What was walked is drawn last, over the rest.
    lines: lines.sort((one, other) => Number(one.walked) - Number(other.walked)),
  };
}
