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

async function visit(visitor, path) {
  await visitor.goTo(path);
  const { page } = visitor;
  assert.equal(await page.locator('h1').count(), 1, `${path}: one heading of the first order`);
  assert.equal(await page.locator('.refused').count(), refused.includes(path) ? 1 : 0, `${path}: is refused`);
  assert.deepEqual(await visitor.barriers(), [], path);
  assert.ok((await visitor.overflow()) <= 0, `${path}: is wider than the window by ${await visitor.overflow()}`);
  assert.ok(!/\b[a-z]+\.[a-z_]+\b/.test(await page.title()), `${path}: its title is a key: ${await page.title()}`);
}

export const steps = {
  'signing in': async ({ come }) => {
    for (const language of ['zh-CN', 'en']) await visit(await come({ language, viewport: phone }), '/sign-in');
  },
};

for (const [name, paths] of Object.entries(pages))
  for (const language of ['zh-CN', 'en'])
    for (const viewport of [desktop, phone])
      for (const path of paths)
        steps[`${path} for ${name}, ${language}, ${viewport.width} wide`] = async ({ come }) => {
          await visit(await (await come({ language, viewport })).enter(name), path);
        };
