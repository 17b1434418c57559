// A leader sees where it is late, and opens every figure down to its cases.

import assert from 'node:assert/strict';

import { people } from '../office.mjs';

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
    const told = JSON.parse(office.duban('report', 'rates', '--json').split('\n')[0]);
    assert.ok(JSON.stringify(told).includes('on_time'));
    await page.getByRole('button', { name: /按期/ }).first().click();
    await page.getByRole('dialog').getByRole('link').first().waitFor();
  },

  'who keeps contact for a unit sees no figures': async ({ come }) => {
    const contact = await (await come()).enter(people.contact);
    await contact.page.goto(`${contact.office.address}/figures`);
    await contact.page.getByText(/没有权限/).first().waitFor();
  },
};
