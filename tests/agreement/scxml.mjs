// Our machines in the hands of SCION, which interprets SCXML and knows nothing of duban.

import scion from '@scion-scxml/scxml';
import { promisify } from 'node:util';

const modelOf = promisify((text, done) => scion.documentStringToModel('', text, done));

// Returns a function that starts the machine anew.
export async function machineOf(text) {
  const model = await modelOf(text);
  const prepared = await promisify((done) => model.prepare(done))();
  return () => {
    // A registry of its own, for the common one keeps every machine that ever ran.
    const machine = new scion.core.Statechart(prepared, { sessionRegistry: new Map() });
    machine.start();
    return machine;
  };
}

export const stateOf = (machine) => machine.getConfiguration().join();
export const send = (machine, event) =>
  machine.gen(typeof event === 'string' ? { name: event } : { name: event.name, data: event.data });

// Every step of a trace as `replay` would write it, step 0 being the start.
export function* stepsOf(start, { run, events }, onRow = () => {}) {
  const machine = start();
  const told = (step, event) =>
    ({ run, step, event, states: machine.getConfiguration(), done: machine.isFinal() });
  yield told(0, null);
  for (const [before, event] of events.entries()) {
    const name = event.name ?? event;
    const taken = (from, targets, index) => onRow({ from, event: name, to: targets?.[0] ?? from, index });
    machine.once('onTransition', taken);
    send(machine, event);
    machine.off('onTransition', taken);
    yield told(before + 1, name);
  }
}

// ---------------------------------------------------------------- spoiling

const transition = /<transition [^>]*\/>/g;

const withEach = (text, spoil) =>
  [...text.matchAll(transition)]
    .map((found) => ({ found, spoiled: spoil(found[0], fromOf(text, found.index)) }))
    .filter(({ spoiled }) => spoiled)
    .map(({ found: { 0: was, index }, spoiled }) => ({
      what: `${fromOf(text, index)}: ${spoiled}`,
      text: text.slice(0, index) + spoiled + text.slice(index + was.length),
    }));

const fromOf = (text, index) => text.slice(0, index).match(/.*<state id="(\w+)"/s)[1];
const targetOf = (row) => row.match(/ target="(\w+)"/)?.[1];

// The machine with one transition leading elsewhere, for each of its transitions.
export const withTargetsSpoiled = (text, states) =>
  withEach(text, (row, from) => {
    const elsewhere = states.find((state) => state !== from && state !== targetOf(row));
    return row.replace(/( target="\w+")?\/>$/, ` target="${elsewhere}"/>`);
  });

// The machine with one condition turned round, for each transition that leaves its state: of the
// others the state does not tell whether they were taken.
export const withConditionsSpoiled = (text) =>
  withEach(text, (row) => targetOf(row) && row.includes('=== false') && row.replace('=== false', '=== true'));
