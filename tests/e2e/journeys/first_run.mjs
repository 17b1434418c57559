// An office begins: the one-time password of the log, then congress, profile and administrator.

import assert from 'node:assert/strict';

export const office = (one) => {
  one.duban('db', 'create');
  return one.serve();
};

export const steps = {
  'the first page asks for the congress, its profile and its administrator': async ({ come, office: empty }) => {
    const first = empty.said.join('\n').match(/user (\S+), one-time password ([\w-]+)/);
    assert.ok(first, 'the log tells the first password');
    const visitor = await (await come()).signIn(first[1], first[2]);
    const { page } = visitor;
    await page.locator('#wanted').fill('自己想出的一句好记的话');
    await page.locator('#again').fill('自己想出的一句好记的话');
    await page.locator('#again').press('Enter');
    await page.waitForURL(/\/first-run/);
    await visitor.settled();
    assert.deepEqual(await visitor.barriers(), []);
    await page.getByRole('combobox', { name: /行政区划/ }).fill('合肥');
    await page.getByRole('option', { name: /合肥市/ }).first().click();
    await page.getByLabel(/管理员的用户名/).fill('王主任');
    await page.getByText('我一个人负责全部工作').click();
    await visitor.button('建立').click();
    const password = await page.getByText(/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/).first().innerText();
    await visitor.button(/退出，用“王主任”登录/).click();
    await page.locator('#name').fill('王主任');
    await page.locator('#password').fill(password.trim());
    await page.locator('#password').press('Enter');
    await page.locator('#wanted').fill('王主任自己想的一句话');
    await page.locator('#again').fill('王主任自己想的一句话');
    await page.locator('#again').press('Enter');
    await page.getByText('添加承办单位').first().waitFor();
    assert.match(empty.duban('congress', 'list'), /340100/);
  },
};
