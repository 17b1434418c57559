// Goes through duban's pages as each of its users does, in Debian's Chromium, on SQLite, and on
// PostgreSQL when DUBAN_TEST_POSTGRESQL names a database.
//
//   node run.mjs [JOURNEY ...]     such as: node run.mjs suggestion
//
// Exit code 0: all of them arrived.  1: otherwise.  What a page looked like when it failed is kept
// in build/e2e.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import { Office, root } from './office.mjs';
import { Visitor } from './visitor.mjs';

const all = readdirSync(fileURLToPath(new URL('journeys', import.meta.url))).map((file) => file.replace(/\.mjs$/, '')).sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length) {
  console.error(`no journey is called ${unknown.join(', ')}; there are ${all.join(', ')}`);
  process.exit(2);
}
const journeys = wanted.length ? wanted : all;
const pictures = join(root, 'build/e2e');
const folder = mkdtempSync(join(tmpdir(), 'duban-e2e-'));
const told = { passed: 0, failed: 0 };

/** Whoever comes during a step; closed after it, and asked what they complain of. */
class Visitors {
  constructor(browser, office) {
    Object.assign(this, { browser, office, all: [] });
  }
  async come(options) {
    const visitor = await Visitor.come(this.browser, this.office, options);
    this.all.push(visitor);
    return visitor;
  }
  async picture(name) {
    mkdirSync(pictures, { recursive: true });
    for (const [at, { page }] of this.all.entries())
      await page.screenshot({ path: join(pictures, `${name.replace(/[^\w-]+/g, '-')}-${at}.png`), fullPage: true }).catch(() => {});
  }
  async leave() {
    const complaints = [];
    for (const visitor of this.all) complaints.push(...(await visitor.leave()));
    return complaints;
  }
}

async function step(what, work, browser, office) {
  const visitors = new Visitors(browser, office);
  let problem = '';
  try {
    await work({ come: (options) => visitors.come(options), office });
  } catch (failure) {
    problem = failure.stack ?? String(failure);
    await visitors.picture(what);
  }
  const complaints = await visitors.leave();
  if (complaints.length) problem += `\nthe browser complains: ${[...new Set(complaints)].join('\n  ')}`;
  told[problem ? 'failed' : 'passed'] += 1;
  console.log(`${problem ? 'FAILED' : 'ok    '} ${what}${problem && `\n${problem}`}`);
}

/** Each journey has an office of its own, so that none rests on another. */
async function walk(name, register, browser) {
  const { office: begin, steps } = await import(`./journeys/${name}.mjs`);
  const office = new Office(register);
  try {
    await (begin ?? ((one) => one.play().serve()))(office);
    for (const [what, work] of Object.entries(steps)) await step(`${register.split(':')[0]}, ${name}: ${what}`, work, browser, office);
  } catch (failure) {
    told.failed += 1;
    console.log(`FAILED ${register.split(':')[0]}, ${name}: ${failure.stack}`);
  } finally {
    await office.close();
  }
}

/** A new database beside the one that is named. */
function databaseOf(server, name) {
  const database = `duban_e2e_${name}`;
  execFileSync('psql', [server, '-qc', `DROP DATABASE IF EXISTS ${database}`, '-c', `CREATE DATABASE ${database}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  const url = new URL(server);
  url.pathname = database;
  return String(url);
}

/** Where registers are made: a file each, or a database of the server each. */
function registers() {
  const all = [(name) => `sqlite:${join(folder, `${name}.db`)}`];
  const server = process.env.DUBAN_TEST_POSTGRESQL;
  if (server) all.push((name) => databaseOf(server, name));
  return all;
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const [at, register] of registers().entries())
    for (const name of journeys)
      if (at === 0 || !(await import(`./journeys/${name}.mjs`)).onlyOnce) await walk(name, register(name), browser);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
console.log(`${told.passed} passed, ${told.failed} failed`);
process.exitCode = told.failed ? 1 : 0;
