// The administrator lets somebody in, takes a new notice of holidays, and moves simulated time.

import assert from 'node:assert/strict';

import { people } from '../office.mjs';

export const steps = {
  'somebody new gets a one-time password, and chooses their own': async ({ come }) => {
    const administrator = await (await come()).enter(people.administrator);
    const { page } = administrator;
    await administrator.goTo('/administration/people');
    await administrator.button('添加用户').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/用户名/).first().fill('新督办员');
    await dialog.getByText('督办人员', { exact: true }).click();
    await dialog.locator('button[type=submit]').click();
    const password = await page.getByText(/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/).first().innerText();
    const newcomer = await (await come()).signIn('新督办员', password.trim());
    await newcomer.page.locator('#wanted').fill('自己想出的一句好记的话');
    await newcomer.page.locator('#again').fill('自己想出的一句好记的话');
    await newcomer.page.locator('#again').press('Enter');
    await newcomer.page.waitForURL((url) => url.pathname === '/');
    await newcomer.settled();
  },

  'a notice says what moves before it moves': async ({ come, office }) => {
    const administrator = await (await come()).enter(people.administrator);
    const { page } = administrator;
    await administrator.goTo('/administration/calendars');
    const before = JSON.parse(office.duban('case', 'clocks', '5.1', '--json'));
    // 20 August 2025 becomes a holiday: what is due on it moves.
    await page.getByRole('textbox').last().fill('date,name,is_workday\n2025-08-20,演示放假,0\n');
    await page.getByText(/本地|本地方/).last().click();
    await administrator.button(/先看|试|会变/).first().click();
    await page.getByText(/2025年8月21日/).first().waitFor();
    assert.deepEqual(JSON.parse(office.duban('case', 'clocks', '5.1', '--json')), before);
  },

  'simulated time is moved, and what fell due was told': async ({ come }) => {
    const administrator = await (await come()).enter(people.administrator);
    const { page } = administrator;
    await administrator.goTo('/administration/system');
    await administrator.button('过 1 周').click();
    const agree = page.getByRole('dialog').getByRole('button').last();
    await agree.waitFor();
    await agree.click();
    await page.locator('.simulated', { hasText: '2025/07/20' }).waitFor();
    await page.getByText(/途中产生 [1-9]\d* 条通知/).waitFor();
  },

  'what administrators do stands in the audit log': async ({ come }) => {
    const administrator = await (await come()).enter(people.administrator);
    await administrator.goTo('/administration/audit');
    await administrator.page.getByText('新督办员').first().waitFor();
  },

  'whoever does not administer can change nothing there': async ({ come }) => {
    const contact = await (await come()).enter(people.contact);
    await contact.goTo('/administration/people');
    assert.equal(new URL(contact.page.url()).pathname, '/administration/units');
    assert.equal(await contact.button(/添加/).count(), 0);
    assert.equal(await contact.page.getByRole('navigation', { name: '管理' }).getByRole('link', { name: '用户' }).count(), 0);
  },
};
