// The officer's day in the register: filters, keys, a list kept, many urged at once, a table to take
// along.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { people } from '../office.mjs';

const rows = (visitor) => visitor.page.getByRole('grid').getByRole('link');
const listed = async (visitor, count) => visitor.page.waitForFunction((wanted) => document.querySelectorAll('[role=grid] a').length === wanted, count);

export const steps = {
  'counts are filters, filters are chips, and both live in the address': async ({ come }) => {
    const officer = await (await come()).enter(people.officer);
    const { page } = officer;
    await officer.goTo('/cases?workflow=suggestion');
    await officer.button(/^办理中 3$/).click();
    await listed(officer, 3);
    assert.match(page.url(), /state=in_handling/);
    await officer.button('去掉“状态：办理中”').click();
    await page.waitForFunction(() => document.querySelectorAll('[role=grid] a').length > 3);
    assert.doesNotMatch(page.url(), /state=/);
    await page.goBack();
    await listed(officer, 3);
  },

  'words are found, and what is not there is said': async ({ come }) => {
    const officer = await (await come()).enter(people.officer);
    await officer.goTo('/cases?workflow=suggestion');
    const search = officer.page.getByRole('textbox', { name: '查找' });
    await search.fill('农村公交');
    await search.press('Enter');
    await officer.page.getByRole('grid').getByRole('link', { name: /农村公交/ }).first().waitFor();
    await search.fill('没有这样的建议');
    await search.press('Enter');
    await officer.page.getByRole('grid').waitFor({ state: 'detached' });
  },

  'rows are walked, chosen and opened by keys': async ({ come }) => {
    const officer = await (await come()).enter(people.officer);
    const { page } = officer;
    await officer.goTo('/cases?workflow=suggestion&state=in_handling');
    await listed(officer, 3);
    await page.getByRole('grid').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.locator('[role=row][aria-selected=true]').first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cases\/\d+/);
  },

  'several units are urged at once, after a dry run': async ({ come, office }) => {
    const officer = await (await come()).enter(people.officer);
    const { page } = officer;
    await officer.goTo('/cases?workflow=assignment&state=handling');
    await listed(officer, 3);
    await page.getByRole('checkbox', { name: /选中已列出的/ }).click();
    await officer.button(/一起办理/).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.getByRole('textbox').last().fill('请于本周内答复');
    await dialog.getByRole('button', { name: /试/ }).click();
    await dialog.getByText(/3 件/).first().waitFor();
    await dialog.getByRole('button', { name: /催办|执行|办理/ }).last().click();
    await dialog.getByText(/已办理 3 件/).waitFor();
    const urged = office.duban('case', 'events', '5.1', '--json');
    assert.equal(urged.match(/"seq":\d+,"event":"urge"/g)?.length, 1);
  },

  'a list is kept under a name, shared, and removed': async ({ come }) => {
    const officer = await (await come()).enter(people.officer);
    const { page } = officer;
    await officer.goTo('/cases?workflow=suggestion&category=交通');
    await officer.button('存为常用列表').click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('交通类');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await page.getByRole('navigation', { name: '常用列表' }).getByRole('link', { name: '交通类' }).waitFor();
    await officer.goTo('/cases');
    await page.getByRole('navigation', { name: '常用列表' }).getByRole('link', { name: '交通类' }).click();
    await page.waitForURL(/category=/);
    await officer.button('“交通类”的操作').click();
    await page.getByRole('menuitem', { name: '与本机关共享' }).click();
    await page.getByText('已共享“交通类”').waitFor();

    const leader = await (await come()).enter(people.leader);
    await leader.goTo('/cases');
    await leader.page.getByRole('navigation', { name: '常用列表' }).getByRole('link', { name: /交通类/ }).waitFor();

    await officer.button('“交通类”的操作').click();
    await page.getByRole('menuitem', { name: '删除' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
    await page.getByRole('navigation', { name: '常用列表' }).getByRole('link', { name: '交通类' }).waitFor({ state: 'detached' });
  },

  'the list goes along as a table that a spreadsheet opens': async ({ come }) => {
    const officer = await (await come()).enter(people.officer);
    await officer.goTo('/cases?workflow=suggestion&state=in_handling');
    const [download] = await Promise.all([officer.page.waitForEvent('download'), officer.link('导出表格').click()]);
    const table = readFileSync(await download.path(), 'utf8');
    assert.equal(table.charCodeAt(0), 0xfeff);
    assert.equal(table.trim().split('\n').length, 4);
    assert.match(table, /关于中厂村至军南线连接线道路硬化的建议/);
  },
};
