// Where the states of a table stand when it is drawn: the way a case usually goes from top to bottom,
// what leaves it beside.
import type { Of } from '@/api/client';

export interface Place {
  code: string;
  x: number;
  y: number;
  isFinal: boolean;
}

export interface Line {
  from: Place;
  to: Place;
  events: string[];
  walked: boolean;
  path: string;
}

export interface Drawing {
  width: number;
  height: number;
  places: Place[];
  lines: Line[];
}

/** Of a box; and the distance from one to the next. */
export const box = { width: 150, height: 36 };
const gap = { x: 66, y: 34 };
const margin = 14;

type Table = Of<'Table'>;

/** How many steps a state lies from the beginning. */
function depths(table: Table): Map<string, number> {
  const depth = new Map([[table.initial, 0]]);
  for (let changed = true; changed;) {
    changed = false;
    for (const { from, to } of table.rows) {
      const via = depth.get(from);
      if (via === undefined || depth.has(to)) continue;
      depth.set(to, via + 1);
      changed = true;
    }
  }
  return depth;
}

/** From the beginning always by the first row that leads on to where nothing has been yet. */
function usualWay(table: Table): Table['states'] {
  const isFinal = (code: string) => table.states.find((state) => state.code === code)?.final === true;
  const way = [table.initial];
  for (let next: string | undefined = table.initial; next !== undefined;) {
    const here: string = next;
    next = table.rows.find(({ from, to }) => from === here && !way.includes(to) && !isFinal(to))?.to;
    if (next !== undefined) way.push(next);
  }
  return way.flatMap((code) => table.states.filter((state) => state.code === code));
}

/** The usual way from top to bottom, beside it what leaves it. */
function placesOf(table: Table): Map<string, Place> {
  const depth = depths(table);
  const states = table.states.filter(({ code }) => depth.has(code));
  const onWay = usualWay(table);
  const aside = states.filter((state) => !onWay.includes(state));
  const places = new Map<string, Place>();
  const put = (code: string, column: number, row: number, isFinal: boolean) =>
    places.set(code, { code, isFinal, x: margin + column * (box.width + gap.x), y: margin + row * (box.height + gap.y) });
  onWay.forEach(({ code }, row) => put(code, 0, row, false));
  const taken = new Set<number>();
  for (const { code, final } of aside) {
    const source = table.rows.find(({ from, to }) => to === code && from !== to && places.has(from));
    let row = source ? onWay.findIndex((one) => one.code === source.from) : 0;
    row = Math.max(row, 0);
    while (taken.has(row)) row += 1;
    taken.add(row);
    put(code, 1, row, final === true);
  }
  return places;
}

/** Down the middle to the next, round the left to one further on, along the right back. */
function pathOf(from: Place, to: Place, lane: number): string {
  const middle = (place: Place) => place.x + box.width / 2;
  if (from.x === to.x && to.y > from.y && to.y - from.y <= box.height + gap.y) return `M${middle(from)},${from.y + box.height} L${middle(to)},${to.y}`;
  const y1 = from.y + box.height / 2;
  const y2 = to.y + box.height / 2;
  if (from.x < to.x) return `M${from.x + box.width},${y1} C${from.x + box.width + gap.x / 2},${y1} ${to.x - gap.x / 2},${y2} ${to.x},${y2}`;
  if (from.x > to.x) return `M${from.x},${y1} C${from.x - gap.x / 2},${y1} ${to.x + box.width + gap.x / 2},${y2} ${to.x + box.width},${y2}`;
  const x = from.x + box.width;
  const out = 12 + lane * 7;
  return `M${x},${y1 + 6} C${x + out},${y1} ${x + out},${y2} ${x},${y2 - 6}`;
}

/** `way`: from and to of each event that the case has had. */
export function drawn(table: Table, way: { from: string; to: string }[]): Drawing {
  const places = placesOf(table);
  const joined = new Map<string, { from: string; to: string; events: string[] }>();
  for (const { from, to, event } of table.rows) {
    if (from === to || !places.has(from) || !places.has(to)) continue;
    const key = `${from} ${to}`;
    const line = joined.get(key) ?? { from, to, events: [] };
    if (!line.events.includes(event)) line.events.push(event);
    joined.set(key, line);
  }
  const walked = new Set(way.map(({ from, to }) => `${from} ${to}`));
  const lines = [...joined.values()].map(({ from, to, events }, lane) => {
    const [one, other] = [places.get(from)!, places.get(to)!];
    return { from: one, to: other, events, walked: walked.has(`${from} ${to}`), path: pathOf(one, other, lane % 4) };
  });
  // What was walked is drawn last, over the rest.
  lines.sort((one, other) => Number(one.walked) - Number(other.walked));
  const all = [...places.values()];
  return {
    width: Math.max(...all.map(({ x }) => x)) + box.width + margin + 36,
    height: Math.max(...all.map(({ y }) => y)) + box.height + margin,
    places: all,
    lines,
  };
}
