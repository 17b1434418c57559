// What others do appears without a reload, and what collides with it is explained.

import assert from 'node:assert/strict';

import { people } from '../office.mjs';

export const steps = {
  'a change made elsewhere appears by itself': async ({ come, office }) => {
    const officer = await (await come()).enter(people.officer);
    await officer.goTo('/cases/5.1');
    await officer.page.waitForFunction(() => !document.querySelector('.stale'));
    assert.equal(await officer.page.getByText('演示沟通').count(), 0);
    office.duban('case', 'fire', '5.1', 'record_contact', '--as', people.contact, '--data',
      JSON.stringify({ way: 'telephone', persons: '代表', summary: '演示沟通' }));
    await officer.page.getByText('演示沟通').waitFor();
  },

  'what collides is explained, and nothing that was written is lost': async ({ come, office }) => {
    const officer = await (await come()).enter(people.officer);
    await officer.goTo('/cases/5.1');
    
    await officer.button('催办').click();
    const dialog = officer.page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('请抓紧办理');
    await officer.page.route('**/api/v1/cases/5.1/events/urge', async (route) => {
      office.duban('case', 'fire', '5.1', 'record_contact', '--as', people.contact, '--data',
        JSON.stringify({ way: 'telephone', persons: '代表', summary: '又一次沟通' }));
      await route.continue();
    }, { times: 1 });
    await dialog.locator('button[type=submit]').click();
    await dialog.getByText('您看到的之后，这一件已有变化').waitFor();
    assert.equal(await dialog.getByRole('textbox').first().inputValue(), '请抓紧办理');
    await officer.page.getByText('又一次沟通').waitFor();
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'hidden' });
  },

  'a server that is gone is told of, and the page goes on when it is back': async ({ come, office }) => {
    const officer = await (await come()).enter(people.officer);
    await officer.goTo('/cases/5');
    const place = new URL(office.address).host;
    await office.close();
    await officer.page.getByText('与服务器的连接中断').waitFor();
    await officer.link('待办').click();
    await officer.page.getByText('服务器没有应答').first().waitFor();
    await office.serve(place);
    await officer.button('重试').first().click();
    await officer.settled();
    await officer.page.getByText('与服务器的连接中断').waitFor({ state: 'detached' });
    officer.complaints.length = 0; // a browser says of each request that it failed
  },

  'a session that has ended leads to the door, and back to the same page': async ({ come }) => {
    const officer = await (await come()).enter(people.officer);
    await officer.goTo('/cases/5');
    await officer.context.clearCookies();
    await officer.page.getByRole('navigation').getByRole('link', { name: '登记簿' }).click();
    await officer.page.locator('#name').waitFor();
    await officer.page.locator('#name').fill(people.officer);
    await officer.page.locator('#password').fill('demo-password-2025');
    await officer.page.locator('#password').press('Enter');
    await officer.page.waitForURL(/\/cases/);
    await officer.settled();
  },
};
