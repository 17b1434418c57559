// The life of a suggestion through the pages: the officer registers and hands it over, the unit signs
// and replies with a sealed letter, the deputy rates, the officer closes.  Each does it by what the
// page offers.

import assert from 'node:assert/strict';

import { people } from '../office.mjs';
import { phone } from '../visitor.mjs';

const title = '关于改造长江路积水点的建议';
const letter = { name: '答复函.txt', mimeType: 'text/plain', buffer: Buffer.from('关于您的建议，答复如下。') };
let address = '';

const dialogOf = (visitor) => visitor.page.getByRole('dialog');

/** Opens an act by its button, fills its form and sends it. */
async function act(visitor, name, fill = async () => {}) {
  await visitor.button(name).click();
  await fill(dialogOf(visitor));
  await dialogOf(visitor).locator('button[type=submit]').click();
  await dialogOf(visitor).waitFor({ state: 'hidden' });
  await visitor.settled();
}

const standsIn = (visitor, state) => visitor.page.locator('.head').getByText(state, { exact: true }).waitFor();

export const steps = {
  'the officer registers it, and sees earlier ones that are like it': async ({ come }) => {
    const officer = await (await come()).enter(people.officer);
    const { page } = officer;
    await page.getByRole('navigation').getByRole('link', { name: '登记建议', exact: true }).click();
    await officer.settled();
    await page.getByLabel('标题').fill('关于妥善解决农村公交出行难问题');
    await page.getByText('关于妥善解决农村公交出行难问题的建议').first().waitFor();
    await page.getByLabel('标题').fill(title);
    await page.getByLabel('正文').fill('长江路逢雨必淹。\n建议改造管网。');
    await page.getByRole('combobox', { name: /领衔代表/ }).fill('代表甲');
    await page.getByRole('option', { name: '代表甲' }).click();
    await page.keyboard.press('Escape');
    await officer.button(/登记编号/).click();
    await page.locator('a[href^="/cases/"]', { hasText: /17-3-|查看|打开/ }).first().click();
    await officer.settled();
    await standsIn(officer, '已登记');
    address = new URL(page.url()).pathname;
    assert.match(await page.locator('.status').innerText(), /须[\s\S]*交办/);
  },

  'the officer hands it over to a unit': async ({ come }) => {
    const officer = await (await come()).enter(people.officer);
    await officer.goTo(address);
    await act(officer, /^交办$/, async (dialog) => {
      await dialog.getByText('独办', { exact: true }).first().click();
      await dialog.getByRole('combobox', { name: /单位/ }).fill('交通');
      await officer.page.getByRole('option', { name: /市交通运输局/ }).click();
    });
    await standsIn(officer, '已交办');
  },

  'the contact finds it at home on the phone, signs, and replies with the sealed letter': async ({ come }) => {
    const contact = await (await come({ viewport: phone })).enter(people.contact);
    await contact.page.getByRole('heading', { name: title }).first().waitFor();
    await contact.goTo(`${address}.1`);
    assert.match(await contact.page.locator('.status').innerText(), /须[\s\S]*签收/);
    await act(contact, /^签收$/, async (dialog) => {
      await dialog.getByLabel(/姓名/).fill('李联络');
      await dialog.getByLabel(/电话/).fill('0551-1');
    });
    assert.match(await contact.page.locator('.status').innerText(), /须[\s\S]*答复/);
    await act(contact, /^答复$/, async (dialog) => {
      await dialog.locator('input[type=file]').setInputFiles(letter);
      await dialog.getByLabel(/编号/).fill('皖交〔2025〕9号');
      await dialog.getByText('已经解决或者基本解决').click();
      await dialog.getByLabel(/签发人/).fill('王局长');
      await dialog.getByLabel('正文').first().fill('一、已列入计划。\n二、年底前完成。');
      await dialog.getByLabel(/联系人/).first().fill('李联络');
      await dialog.getByRole('button', { name: /撤下 答复函/ }).waitFor();
      await dialog.locator('.el-progress').waitFor({ state: 'detached' });
    });
    await contact.page.getByText('一、已列入计划。').waitFor();
    await contact.page.getByText('答复函.txt').first().waitFor();
  },

  'a reply without its class is refused in words, and nothing is lost': async ({ come }) => {
    const contact = await (await come()).enter(people.contact);
    await contact.goTo('/cases/5.1');
    await contact.button(/^答复$/).click();
    const dialog = dialogOf(contact);
    await dialog.getByLabel(/签发人/).fill('王局长');
    await dialog.locator('button[type=submit]').click();
    await dialog.getByRole('alert').first().waitFor();
    assert.equal(await dialog.getByLabel(/签发人/).inputValue(), '王局长');
  },

  'the deputy rates it in two taps': async ({ come }) => {
    const deputy = await (await come({ viewport: phone })).enter(people.deputy);
    await deputy.goTo(address);
    for (const scale of await deputy.page.locator('form.rate fieldset').all()) await scale.getByRole('button', { name: '满意', exact: true }).click();
    await deputy.button('提交评价').click();
    await deputy.page.getByText('谢谢，您的评价已记录').waitFor();
    await standsIn(deputy, '已回访');
  },

  'the officer closes it, and its history is proved': async ({ come }) => {
    const officer = await (await come()).enter(people.officer);
    await officer.goTo(address);
    await act(officer, /^办结归档$/, async (dialog) => {
      await dialog.getByLabel('归档材料').fill('建议\n答复\n征询意见表');
      await dialog.getByText('公开', { exact: true }).first().click();
    });
    await standsIn(officer, '已办结归档');
    await officer.page.getByText('历史与核对').click();
    await officer.button('核对历史').click();
    await officer.page.getByText(/核对无误/).waitFor();
  },

  'whoever has no business there sees nothing of it': async ({ come }) => {
    const other = await (await come()).enter('水务局联络员');
    await other.goTo(address).catch(() => {});
    await other.page.getByText('没有这一项，或者您看不到它').waitFor();
  },
};
