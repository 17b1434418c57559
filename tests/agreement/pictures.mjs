// Our diagrams in the hands of Mermaid and Graphviz.

import './browser.mjs';

import { Graphviz } from '@hpcc-js/wasm-graphviz';
import mermaid from 'mermaid';

const graphviz = await Graphviz.load();
mermaid.initialize({ startOnLoad: false });

// ---------------------------------------------------------------- what a picture must show

const labelOf = ({ event, conditions, source }) =>
  event + (conditions.length ? ` [${conditions.join(', ')}]` : '') + ` (${source})`;
const arrow = (from, to, label = '') => `${from} -> ${to}: ${label}`;

const statesOf = (table) => table.states.map((state) => state.code);
const finalsOf = (table) => table.states.filter((state) => state.final).map((state) => state.code);
const arrowsOf = (table) => table.rows.map((row) => arrow(row.from, row.to, labelOf(row)));

// What only one of two lists holds, each thing as often as it stands there.
function difference(expected, found) {
  const rest = [...found];
  const missing = expected.filter((thing) => {
    const at = rest.indexOf(thing);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return [...missing.map((thing) => `missing ${thing}`), ...rest.map((thing) => `unexpected ${thing}`)];
}

// ---------------------------------------------------------------- Mermaid

// One arrow may stand for several rows, a line each.
const linesOf = (label) => label.split(/<br ?\/?>/);

export async function mermaidReads(table, text) {
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const arrows = db
    .getRelations()
    .flatMap(({ id1, id2, relationTitle }) =>
      linesOf(relationTitle ?? '').map((line) => arrow(id1, id2, line)),
    );
  const ends = finalsOf(table).map((state) => arrow(state, 'root_end'));
  return [
    ...difference([...statesOf(table), 'root_start', 'root_end'], [...db.getStates().keys()]),
    ...difference([arrow('root_start', table.initial), ...arrowsOf(table), ...ends], arrows),
  ];
}

export async function mermaidDraws(table, text) {
  const { svg } = await mermaid.render(`picture-of-${table.workflow}`, text);
  const picture = document.createElement('div');
  picture.innerHTML = svg;
  const texts = (selector) =>
    [...picture.querySelectorAll(selector)].flatMap((element) => linesOf(element.innerHTML));
  return [
    ...difference(statesOf(table), texts('.nodes .nodeLabel p')),
    ...difference(table.rows.map(labelOf), texts('.edgeLabels .edgeLabel p')),
  ];
}

// ---------------------------------------------------------------- Graphviz

export function graphvizDraws(table, text) {
  const { objects, edges } = JSON.parse(graphviz.layout(text, 'json'));
  const nameOf = (id) => objects[id].name;
  const doubled = objects.filter((node) => node.peripheries === '2').map((node) => node.name);
  const arrows = edges
    .filter((edge) => edge._ldraw_)
    .map(({ tail, head, label }) => arrow(nameOf(tail), nameOf(head), label));
  return [
    ...difference(statesOf(table), objects.map((node) => node.name)),
    ...difference(finalsOf(table), doubled),
    ...difference(arrowsOf(table), arrows),
  ];
}
