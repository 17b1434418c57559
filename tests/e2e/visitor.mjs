// Somebody at a browser, who minds what a browser complains of.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { password } from './office.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const desktop = { width: 1280, height: 850 };
export const phone = { width: 320, height: 700 };

export class Visitor {
  /** Opens a window of their own: their cookies, language and size. */
  static async come(browser, office, { viewport = desktop, language = 'zh-CN' } = {}) {
    const context = await browser.newContext({
      viewport, locale: language, timezoneId: 'America/New_York', // days are Beijing's all the same
      acceptDownloads: true, bypassCSP: false, reducedMotion: 'reduce',
    });
    const visitor = new Visitor();
    visitor.context = context;
    visitor.office = office;
    visitor.complaints = [];
    visitor.page = await context.newPage();
    visitor.page.setDefaultTimeout(15_000);
    visitor.mind();
    return visitor;
  }

  /** Notes what should never be: errors, forbidden scripts or styles, requests elsewhere. */
  mind() {
    const { page, office, complaints } = this;
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('console', (message) => {
      // That nobody is signed in yet, and refusals, are answers like others.
      if (message.type() === 'error' && !/status of (401|403|404|409|412|422)/.test(message.text())) complaints.push(`console: ${message.text()}`);
      if (message.type() === 'warning' && /\[Vue warn\]|\[intlify\]/.test(message.text())) complaints.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== office.address) complaints.push(`asks elsewhere: ${url}`);
    });
  }

  async goTo(path) {
    await this.page.goto(this.office.address + path);
    await this.settled();
  }

  /** Nothing is being read any more. */
  async settled() {
    await this.page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('[aria-busy=true], .el-skeleton'));
  }

  async signIn(name, secret = password) {
    const { page } = this;
    await page.goto(`${this.office.address}/sign-in`);
    await page.locator('#name').fill(name);
    await page.locator('#password').fill(secret);
    await page.locator('#password').press('Enter');
    return this;
  }

  /** Signed in, and at home. */
  async enter(name, secret = password) {
    await this.signIn(name, secret);
    await this.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await this.settled();
    return this;
  }

  /** A button or link by its name, a field by its label. */
  button(name) { return this.page.getByRole('button', { name }); }
  link(name) { return this.page.getByRole('link', { name }); }
  field(label) { return this.page.getByLabel(label); }

  /** What axe-core finds on the page as it stands. */
  async barriers() {
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() => globalThis.axe.run());
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
  }

  /** Pixels by which the page is wider than the window. */
  overflow() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  async leave() {
    await this.context.close();
    return this.complaints;
  }
}
