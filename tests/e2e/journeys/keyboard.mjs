// By keyboard alone: signing in, finding a case, acting on it.

import assert from 'node:assert/strict';

import { password, people } from '../office.mjs';

export const onlyOnce = true;

const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute('aria-label') || document.activeElement?.id || '');

/** Tabs on until what has the focus says it. */
async function tabTo(page, words, most = 80) {
  for (let turn = 0; turn < most; turn += 1) {
    await page.keyboard.press('Tab');
    if (words.test(await focused(page))) return;
  }
  assert.fail(`nothing that says ${words} can be reached by Tab`);
}

export const steps = {
  'an officer signs in and urges a unit without a mouse': async ({ come, office }) => {
    const visitor = await come();
    const { page } = visitor;
    await page.goto(`${office.address}/sign-in`);
    await page.locator('#name').focus();
    await page.keyboard.type(people.officer);
    await tabTo(page, /^password$/);
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/');
    await visitor.settled();
    await visitor.goTo('/cases/5.1');
    await tabTo(page, /^催办/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('dialog').getByRole('textbox').first().focus();
    await page.keyboard.type('请抓紧办理');
    await tabTo(page, /^催办/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  },

  'Escape closes a form, and the button that opened it has the focus again': async ({ come }) => {
    const officer = await (await come()).enter(people.officer);
    const { page } = officer;
    await officer.goTo('/cases/5.1');
    await tabTo(page, /^催办/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.match(await focused(page), /催办/);
  },

  'one skips to the page past the menu': async ({ come }) => {
    const officer = await (await come()).enter(people.officer);
    await officer.goTo('/cases');
    await tabTo(officer.page, /跳到正文/);
    await officer.page.keyboard.press('Enter');
    assert.equal(await officer.page.evaluate(() => document.activeElement?.id), 'page');
  },
};
