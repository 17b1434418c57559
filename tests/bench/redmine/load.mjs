// Asks duban and Redmine the same, turn by turn, and prints how fast each answers: the median of
// the turns, ours first.  A client is a keep-alive connection that asks again once it is answered.
//
//   node load.mjs DUBAN.json REDMINE.json [--seconds S] [--json]

import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { duban, redmine } from './sites.mjs';

const turns = 3;
const warmth = 1_000; // ms of a turn that do not count
const operations = {
  read: 'a case with its history',
  list: 'a list page of 50',
  change: 'a status change',
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
});
const seconds = Number(values.seconds);
const [ours, theirs] = positionals.map((path) => JSON.parse(readFileSync(path, 'utf8')));
const sites = [duban(ours), redmine(theirs)];

// The one connection of a client.
function connect(site) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  function ask(method, path, headers = {}, data) {
    const body = data && JSON.stringify(data);
    const sent = { ...site.headers, ...headers };
    if (body) sent['content-type'] = 'application/json';
    if (body) sent['content-length'] = Buffer.byteLength(body);
    return new Promise((resolve, reject) => {
      const asked = request(site.place + path, { agent, method, headers: sent }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part)).on('error', reject).on('end', () => {
          const text = () => Buffer.concat(parts).toString();
          if (answer.statusCode < 200 || answer.statusCode > 299)
            return reject(new Error(`${method} ${path}: ${answer.statusCode} ${text()}`));
          resolve({ headers: answer.headers, get body() { return JSON.parse(text()); } });
        });
      });
      asked.on('error', reject).end(body);
    });
  }
  return { ask, close: () => agent.destroy() };
}

const quantile = (all, part) =>
  [...all].sort((a, b) => a - b)[Math.min(Math.floor(all.length * part), all.length - 1)];

// So many clients at once: answers per second, and how many ms one takes.
async function turn(site, work, clients) {
  const took = [];
  let counts = false;
  let over = false;
  async function client(_, number) {
    const { ask, close } = connect(site);
    await sleep(number * 20); // one by one, so that puma shares them out evenly
    while (!over) {
      const start = performance.now();
      await work(ask);
      if (counts) took.push(performance.now() - start);
    }
    close();
  }
  const all = Promise.all(Array.from({ length: clients }, client));
  const some = (time) => Promise.race([all, sleep(time)]); // a failure ends it at once
  await some(warmth);
  counts = true;
  const start = performance.now();
  await some(seconds * 1_000);
  const spent = (performance.now() - start) / 1_000;
  counts = false;
  over = true;
  await all;
  if (!took.length) throw new Error(`${site.place} has answered nothing in ${seconds} s`);
  return [took.length / spent, quantile(took, 0.5), quantile(took, 0.99)];
}

async function check(site) {
  const { ask, close } = connect(site);
  const { events, rows, moved } = await site.proof(ask);
  close();
  if (!(events > 0 && rows === 50 && moved))
    throw new Error(`${site.place}: ${events} events, ${rows} rows, moved: ${moved}`);
}

function tell(what, unit, ours, theirs) {
  const ratio = ours / theirs;
  const row = { bench: 'redmine', case: what, unit, ours, yardstick: theirs, ratio };
  const [left, right] = [ours, theirs].map((figure) => figure.toFixed(1).padStart(12));
  const times = `x${ratio.toFixed(ratio < 0.1 ? 3 : 2)}`;
  const text = `redmine      ${what.padEnd(40)} ${left} ${unit.padEnd(9)} ${right}  ${times}`;
  console.log(values.json ? JSON.stringify(row) : text);
}

async function measure(operation, clients) {
  const all = sites.map(() => []);
  for (let nth = 0; nth < turns; ++nth)
    for (const [i, site] of sites.entries())
      all[i].push(await turn(site, site[operation], clients));
  const median = (i, figure) => quantile(all[i].map((of) => of[figure]), 0.5);
  const name = `${operations[operation]}, ${clients} client${clients > 1 ? 's' : ''}`;
  for (const [figure, end, unit] of [[0, '', '1/s'], [1, ', p50', 'ms'], [2, ', p99', 'ms']])
    tell(name + end, unit, median(0, figure), median(1, figure));
}

for (const site of sites) await check(site);
for (const operation of Object.keys(operations))
  for (const clients of [1, 4, 16]) await measure(operation, clients);
