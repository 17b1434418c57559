// Has the queue graphile-worker do what scheduler_bench measures, on the same PostgreSQL.
//
//   node queue.mjs URL [--pending N] [--due N] [--ordinary N] [--seconds S] [--json]
//
// The options mean what they mean there.  URL is a database to throw away: the schema
// graphile_worker and the table ledger in it are dropped and made anew.
//
// Exit code 0: measured.  1: PostgreSQL or the queue failed.  2: a bad option.

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Logger, run, runMigrations } from 'graphile-worker';
import pg from 'pg';

const month = 30 * 86_400_000;
const lead = 2_000;
const batch = 50_000;

function optionsOf(args) {
  const number = (usual) => ({ type: 'string', default: String(usual) });
  const numbers = {
    pending: number(1_000_000), due: number(100_000), ordinary: number(2_000), seconds: number(10),
  };
  const known = { ...numbers, json: { type: 'boolean', default: false } };
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: known });
  if (positionals.length !== 1) throw new Error('expected one URL of a PostgreSQL database');
  for (const name of Object.keys(numbers)) {
    const least = name === 'seconds' ? 1 : 0;
    if (!/^\d{1,9}$/.test(values[name]) || Number(values[name]) < least)
      throw new Error(`--${name} takes a whole number from ${least}, not '${values[name]}'`);
    values[name] = Number(values[name]);
  }
  return { ...values, url: positionals[0] };
}

function quit(code, error) {
  console.error(`queue.mjs: ${error.message || error.code || error}`);
  process.exit(code);
}

let options;
try {
  options = optionsOf(process.argv.slice(2));
} catch (error) {
  quit(2, error);
}
const { url, pending, due, ordinary, seconds, json } = options;

function tell(what, unit, figure) {
  const name = `graphile-worker, ${what}`;
  const yardstick = Number(figure.toFixed(4));
  const row = { bench: 'scheduler', case: name, unit, ours: null, yardstick, ratio: null };
  const text = `${name.padEnd(60)} ${figure.toFixed(3).padStart(12)} ${unit}`;
  console.log(json ? JSON.stringify(row) : text);
}

// ---------------------------------------------------------------- the queue, at its fastest

// Jobs are fetched and completed in batches, as in the queue's own benchmark.
const worker = {
  connectionString: url,
  schema: 'graphile_worker',
  concurrentJobs: 16,
  maxPoolSize: 20, // one for each handler, and some to listen, fetch and complete
  localQueue: { size: 500 },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
  pollInterval: 50, // ms; nothing else wakes it when a job falls due
  // A job that fails is tried again later, which would spoil the figures.
  logger: new Logger(() => (level, message) => level === 'error' && quit(1, message)),
};
const database = new pg.Client({ connectionString: url });
database.on('error', (error) => quit(1, error));

// Adds `count` jobs; the i-th, from one, is due i steps (µs) after `from` (ms).
async function load(count, from, step) {
  const add = `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
    SELECT CAST(ROW('rung', NULL, NULL, to_timestamp($1 / 1000.0) + interval '1 us' * (i * $2),
                    NULL, NULL, NULL, NULL) AS graphile_worker.job_spec)
      FROM generate_series($3::bigint, $4::bigint) AS i))`;
  for (let first = 1; first <= count; first += batch)
    await database.query(add, [from, step, first, Math.min(first + batch - 1, count)]);
}

const tidy = () => database.query('VACUUM ANALYZE graphile_worker._private_jobs');

async function newest() {
  const { rows } = await database.query('SELECT max(id) FROM graphile_worker._private_jobs');
  return Number(rows[0].max);
}

// Runs the jobs that came after job `last`, and looks after `rest` ms whether any is left.
// Returns how late each run began (ms), by job, and the seconds until all were done and deleted.
async function work(last, rest) {
  const runs = new Map();
  // Writes one row, as our rungs write a ledger.  A doubled run is counted, not refused.
  async function rung(_, { job, withPgClient }) {
    runs.set(job.id, [...(runs.get(job.id) ?? []), Date.now() - job.run_at]);
    const text = 'INSERT INTO ledger VALUES ($1, $2, now()) ON CONFLICT DO NOTHING';
    const values = [job.id, job.run_at];
    await withPgClient((client) => client.query({ name: 'ledger', text, values }));
  }
  const start = performance.now();
  const runner = await run({ preset: { worker }, taskList: { rung }, parsedCronItems: [] });
  await sleep(rest);
  // Newest first: the index gives that at once, however many are still to run.
  while ((await newest()) > last) await sleep(5);
  const took = (performance.now() - start) / 1000;
  await runner.stop();
  return { runs, took };
}

// ---------------------------------------------------------------- the measurements

async function atOnce() {
  const last = await newest();
  await load(due, Date.now(), 0);
  await tidy();
  const { runs, took } = await work(last, 0);
  const name = `${due} due at once, ${pending} pending: `;
  tell(`${name}until the last`, 's', took);
  tell(`${name}missing`, 'jobs', due - runs.size);
  tell(`${name}doubled`, 'jobs', [...runs.values()].flat().length - runs.size);
}

async function oneByOne() {
  await tidy();
  const last = await newest();
  const from = Date.now() + lead;
  await load(ordinary, from, Math.floor((seconds * 1_000_000) / ordinary));
  if (Date.now() > from) throw new Error('loading the ordinary jobs took until they were due');
  const { runs } = await work(last, lead + seconds * 1000);
  const late = [...runs.values()].map(([first]) => first).sort((a, b) => a - b);
  const at = (percent) => late[Math.floor(((late.length - 1) * percent) / 100)];
  const name = `${ordinary} due over ${seconds} s, ${pending} pending: `;
  tell(`${name}missing`, 'jobs', ordinary - late.length);
  if (late.length === 0) return;
  tell(`${name}lateness p50`, 'ms', at(50));
  tell(`${name}lateness p99`, 'ms', at(99));
  tell(`${name}lateness max`, 'ms', at(100));
}

try {
  await database.connect();
  await database.query(`
    DROP SCHEMA IF EXISTS graphile_worker CASCADE;
    DROP TABLE IF EXISTS ledger;
    CREATE TABLE ledger (job bigint PRIMARY KEY, due_at timestamptz, raised_at timestamptz)`);
  await runMigrations({ preset: { worker } });
  await load(pending, Date.now() + month, 1);
  await tidy();
  if (due > 0) await atOnce();
  if (ordinary > 0) await oneByOne();
  await database.end();
} catch (error) {
  quit(1, error);
}
