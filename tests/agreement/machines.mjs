// Has others run and draw every workflow of duban, and compares what they make of it with duban's own.
//
//   node machines.mjs [PROGRAM] [COUNT] [SEED]
//
// Exit code 0: all read our machines as we do.  1: one does not, or a check cannot fail.

import { ask, askAbout, rowsByState } from './duban.mjs';
import { graphvizDraws, mermaidDraws, mermaidReads } from './pictures.mjs';
import { generator } from './random.mjs';
import { machineOf, stepsOf, withConditionsSpoiled, withTargetsSpoiled } from './scxml.mjs';
import { drawTraces } from './traces.mjs';

const count = Number(process.argv[3] ?? 10_000);
const seed = Number(process.argv[4] ?? 20260101);

const show = (name, format) => ask('workflow', 'show', name, '--format', format);

// ---------------------------------------------------------------- what is told

const told = { passed: 0, failed: 0 };

function tell(what, problems, detail = '') {
  const good = problems.length === 0;
  told[good ? 'passed' : 'failed'] += 1;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${what}${detail && `: ${detail}`}`);
  for (const problem of problems.slice(0, 20)) console.log(`         ${problem}`);
  if (problems.length > 20) console.log(`         and ${problems.length - 20} more`);
}

// ---------------------------------------------------------------- SCXML

// What duban makes of each trace, a list of lines.
function replayed(name, traces) {
  const asked = traces.map((trace) => JSON.stringify(trace) + '\n').join('');
  const lines = askAbout(asked, 'workflow', 'replay', name, '--traces').trimEnd().split('\n');
  const steps = traces.reduce((sum, { events }) => sum + events.length + 1, 0);
  if (lines.length !== steps) throw new Error(`${name}: ${lines.length} answers to ${steps} steps`);
  let next = 0;
  return traces.map(({ events }) => lines.slice(next, (next += events.length + 1)));
}

function* disagreements(start, traces, answers, onRow) {
  for (const [index, trace] of traces.entries()) {
    for (const theirs of stepsOf(start, trace, onRow)) {
      const ours = answers[index][theirs.step];
      if (JSON.stringify(theirs) === ours) continue;
      yield `duban ${ours}, SCION ${JSON.stringify(theirs)}`;
    }
  }
}

// How often SCION took each row of the table, and where it took a row of another kind.
function walkOver(table) {
  const times = new Map(table.rows.map((row) => [row, 0]));
  const strange = [];
  const rowsFrom = rowsByState(table);
  const onRow = ({ from, event, to, index }) => {
    const row = rowsFrom.get(from)[index];
    if (row?.event !== event || row.to !== to) strange.push(`${from}, ${event}: to ${to}`);
    else times.set(row, times.get(row) + 1);
  };
  return { times, strange, onRow };
}

async function unnoticed(spoiled, traces, answers) {
  const missed = [];
  for (const { what, text } of spoiled) {
    const { done } = disagreements(await machineOf(text), traces, answers).next();
    if (done) missed.push(`unnoticed: ${what}`);
  }
  return missed;
}

async function compareSteps(table, text) {
  const start = await machineOf(text);
  const traces = drawTraces(table, start, count, generator(seed));
  const answers = replayed(table.workflow, traces);
  const walk = walkOver(table);

  const steps = answers.flat().length;
  const ended = answers.filter((lines) => JSON.parse(lines.at(-1)).done).length;
  tell(`${table.workflow}: SCION is where duban is`,
    [...disagreements(start, traces, answers, walk.onRow)],
    `${traces.length} traces, ${ended} to the end, ${steps} steps`);
  tellWalk(table, walk);
  await tellSpoiled(table, text, traces, answers);
}

function tellWalk({ workflow, rows }, { times, strange }) {
  const idle = rows.filter((row) => times.get(row) === 0);
  const never = idle.map(({ from, event }) => `never: ${from}, ${event}`);
  tell(`${workflow}: every row was walked`, [...strange, ...never],
    `${rows.length - idle.length} of ${rows.length}, the rarest ${Math.min(...times.values())} times`);
}

async function tellSpoiled({ workflow, states }, text, traces, answers) {
  const spoiled = {
    target: withTargetsSpoiled(text, states.map((state) => state.code)),
    condition: withConditionsSpoiled(text),
  };
  for (const [what, machines] of Object.entries(spoiled)) {
    const missed = await unnoticed(machines, traces, answers);
    if (machines.length === 0) missed.push('nothing was spoiled');
    tell(`${workflow}: each spoiled ${what} is noticed`, missed,
      `${machines.length - missed.length} of ${machines.length}`);
  }
}

// ---------------------------------------------------------------- pictures

async function comparePictures(table) {
  const pictures = {
    'Mermaid reads': ['mermaid', mermaidReads],
    'Mermaid draws': ['mermaid', mermaidDraws],
    'Graphviz draws': ['dot', graphvizDraws],
  };
  const size = `${table.states.length} states, ${table.rows.length} rows`;
  for (const [who, [format, differences]] of Object.entries(pictures)) {
    const text = show(table.workflow, format);
    tell(`${table.workflow}: ${who} the table`, await differences(table, text), size);

    const missed = [];
    for (const [what, other] of Object.entries(otherTables(table)))
      if ((await differences(other, text)).length === 0) missed.push(`unnoticed: ${what}`);
    tell(`${table.workflow}: ${who} no other table`, missed);
  }
}

function otherTables(table) {
  const [row, ...rows] = table.rows;
  return {
    'a row less': { ...table, rows },
    'a row more': { ...table, rows: [row, ...table.rows] },
    'another event': { ...table, rows: [{ ...row, event: `${row.event}_` }, ...rows] },
    'a state less': { ...table, states: table.states.slice(1) },
  };
}

// ----------------------------------------------------------------

console.log(`seed ${seed}`);
for (const { name } of JSON.parse(ask('workflow', 'list', '--json'))) {
  const table = JSON.parse(show(name, 'json'));
  await compareSteps(table, show(name, 'scxml'));
  await comparePictures(table);
}
console.log(`${told.passed} passed, ${told.failed} failed`);
process.exitCode = told.failed === 0 ? 0 : 1;
