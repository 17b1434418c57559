// A leader sees where it is late, and opens every figure down to its cases.

import assert from 'node:assert/strict';

import { people } from '../office.mjs';

/** A rate wherever it stands in what the command line tells. */
function rateOf(told, name) {
  if (typeof told !== 'object' || told === null) return undefined;
  if (told.rate === name && typeof told.base === 'number') return told;
  for (const part of Object.values(told)) {
    const found = rateOf(part, name);
    if (found) return found;
  }
  return undefined;
}

export const steps = {
  'home says what is overdue by unit, and each number opens its cases': async ({ come }) => {
    const leader = await (await come()).enter(people.leader);
    const { page } = leader;
    await page.getByRole('heading', { name: '各单位超期' }).waitFor();
    const row = page.getByRole('row', { name: /市交通运输局/ });
    await row.getByRole('link').first().click();
    await page.waitForURL(/\/cases\?.*overdue=true/);
    await leader.settled();
    assert.equal(await page.getByRole('grid').getByRole('link').count(), 1);
  },

  'a rate is never without its base, and opens down to what counted and what did not': async ({ come, office }) => {
    const leader = await (await come()).enter(people.leader);
    const { page } = leader;
    await leader.goTo('/figures');
    const { counted, base } = rateOf(JSON.parse(office.duban('report', 'rates', '--json').split('\n')[0]), 'on_time');
    const figure = page.getByRole('button', { name: /按期/ }).first();
    const shown = (await figure.innerText()).match(/\d+/g).map(Number);
    assert.ok(shown.includes(counted) && shown.includes(base), `${counted} of ${base} in ${shown}`);
    await figure.click();
    const links = page.getByRole('dialog').getByRole('link');
    await links.first().waitFor();
    assert.equal(await links.count(), base);
  },

  'who keeps contact for a unit sees no figures': async ({ come }) => {
    const contact = await (await come()).enter(people.contact);
    await contact.page.goto(`${contact.office.address}/figures`);
    await contact.page.getByText(/没有权限/).first().waitFor();
  },
};
