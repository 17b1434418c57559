// How long the first page takes until it can be used, on a processor slowed down fourfold; the median
// of several openings without anything kept from before.
//
//   node speed.mjs
//
// Beside it, in the same browser, a page that does nothing: what the browser itself takes.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { Office, people } from './office.mjs';
import { Visitor } from './visitor.mjs';

const turns = 7;
const slower = 4;
const folder = mkdtempSync(join(tmpdir(), 'duban-speed-'));
const median = (values) => [...values].sort((one, other) => one - other)[values.length >> 1];

/** Milliseconds from the beginning of the navigation until this is there and the script rests. */
async function until(page, selector) {
  await page.waitForSelector(selector);
  return page.evaluate(() => new Promise((done) => requestIdleCallback(() => done(performance.now()))));
}

async function slowed(visitor) {
  const wire = await visitor.context.newCDPSession(visitor.page);
  await wire.send('Emulation.setCPUThrottlingRate', { rate: slower });
}

const office = await new Office(`sqlite:${join(folder, 'office.db')}`).play().serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const times = { nothing: [], door: [], home: [] };
try {
  for (let turn = 0; turn < turns; turn += 1) {
    const visitor = await Visitor.come(browser, office);
    await slowed(visitor);
    await visitor.page.goto(`${office.address}/robots.txt`);
    times.nothing.push(await until(visitor.page, 'body'));
    await visitor.page.goto(`${office.address}/sign-in`);
    times.door.push(await until(visitor.page, '#name'));
    await visitor.enter(people.officer);
    await visitor.page.goto(office.address);
    times.home.push(await until(visitor.page, 'main h1'));
    await visitor.leave();
  }
  for (const [what, all] of Object.entries(times)) console.log(`${what.padEnd(8)} ${Math.round(median(all))} ms, worst ${Math.round(Math.max(...all))} ms`);
} finally {
  await browser.close();
  await office.close();
  rmSync(folder, { recursive: true });
}
