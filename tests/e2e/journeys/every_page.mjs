// Every page, in both languages, on a desk and in a hand: no barrier that axe-core finds, nothing
// wider than the window, nothing the browser complains of.

import assert from 'node:assert/strict';

import { people } from '../office.mjs';
import { desktop, phone } from '../visitor.mjs';

/** What a browser draws is the same whatever database is behind it. */
export const onlyOnce = true;

const pages = {
  [people.officer]: ['/', '/cases', '/cases?overdue=true', '/cases?text=没有这样的建议', '/cases/5', '/cases/5.1', '/cases/4', '/cases/2',
    '/registration', '/registration/import', '/hand-over', '/figures', '/account', '/nowhere',
    '/print/hand-over?ids=5', '/print/catalogue?workflow=suggestion', '/print/feedback?id=2', '/print/reply?id=2.2'],
  [people.contact]: ['/', '/cases', '/cases/5.1', '/cases/99'],
  [people.deputy]: ['/', '/cases', '/cases/5'],
  [people.leader]: ['/', '/figures', '/cases?key=true'],
  [people.administrator]: ['people', 'units', 'deputies', 'levels', 'sessions', 'calendars', 'regulation', 'audit', 'system']
    .map((page) => `/administration/${page}`),
};

/** Of somebody else: that it is refused is what it has to show. */
const refused = ['/cases/99'];

/** What is wrong with a page. */
async function faultsOf(visitor, path) {
  await visitor.goTo(path);
  const { page } = visitor;
  const faults = await visitor.barriers();
  if ((await page.locator('h1').count()) !== 1) faults.push('has not one heading of the first order');
  if ((await page.locator('.refused').count()) !== (refused.includes(path) ? 1 : 0)) faults.push('is refused, or should be');
  const overflow = await visitor.overflow();
  if (overflow > 0) faults.push(`is wider than the window by ${overflow} pixels`);
  const title = await page.title();
  if (/\b[a-z]+\.[a-z_]+\b/.test(title)) faults.push(`its title is a key: ${title}`);
  return faults.map((fault) => `${path}: ${fault}`);
}

export const steps = {
  'signing in': async ({ come }) => {
    for (const language of ['zh-CN', 'en']) assert.deepEqual(await faultsOf(await come({ language, viewport: phone }), '/sign-in'), []);
  },
};

for (const [name, paths] of Object.entries(pages))
  for (const language of ['zh-CN', 'en'])
    for (const viewport of [desktop, phone])
      steps[`${paths.length} pages for ${name}, ${language}, ${viewport.width} wide`] = async ({ come }) => {
        const visitor = await (await come({ language, viewport })).enter(name);
        const faults = [];
        for (const path of paths) faults.push(...(await faultsOf(visitor, path)));
        assert.deepEqual(faults, []);
      };
