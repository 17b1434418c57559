// Traces at random, for SCION and `duban workflow replay` to follow.

import { rowsByState } from './duban.mjs';
import { send, stateOf } from './scxml.mjs';

const mostEvents = 40;

export function drawTraces(table, start, count, random) {
  const draw = drawsOf(table, random);
  return Array.from({ length: count }, (_, run) => {
    const machine = start();
    const events = Array.from({ length: 1 + Math.floor(random() * mostEvents) }, () => {
      const event = draw(stateOf(machine));
      send(machine, event);
      return event;
    });
    return { run, events };
  });
}

// Mostly what is possible where the machine stands, and seldom what ends its life, so that it gets far.
function drawsOf(table, random) {
  const one = (list) => list[Math.floor(random() * list.length)];
  const events = table.events.map((event) => event.code);
  const conditions = [...new Set(table.rows.flatMap((row) => row.conditions))];
  const rowsFrom = rowsByState(table);
  const finals = new Set(table.states.filter((state) => state.final).map((state) => state.code));

  const eventIn = (state) => {
    const luck = random();
    if (luck < 0.05) return one(['no_such_event', `${one(events)}_`, one(events).toUpperCase()]);
    const rows = rowsFrom.get(state);
    const going = rows.filter((row) => !finals.has(row.to));
    if (luck < 0.15 || rows.length === 0) return one(events);
    return one(luck < 0.95 && going.length > 0 ? going : rows).event;
  };

  // Mostly true; what is neither true nor false leaves the condition to hold.
  const answer = () => {
    const luck = random();
    return luck < 0.9 ? luck > 0.2 : one([null, 0, '', 'false']);
  };
  // About conditions of the rows asked for, of one of them but not of all, or of any row.
  const answersFor = (rows) => {
    const asked = rows.flatMap((row) => row.conditions);
    const telling = asked.filter((name) => rows.some((row) => !row.conditions.includes(name)));
    const pools = [conditions, asked, telling].filter((pool) => pool.length > 0);
    const some = Array.from({ length: Math.floor(random() * 5) });
    return Object.fromEntries(some.map(() => [one(one(pools)), answer()]));
  };

  return (state) => {
    const name = eventIn(state);
    if (random() < 0.2) return name;
    return { name, data: answersFor(rowsFrom.get(state).filter((row) => row.event === name)) };
  };
}
