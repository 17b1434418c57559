// A register with the demo's office in it, served with its pages.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const program = process.env.DUBAN ?? join(root, 'build/release/duban');
const pages = process.env.DUBAN_PAGES ?? join(root, 'build/release/pages');

export const password = 'demo-password-2025';
export const people = {
  administrator: '管理员', officer: '督办员', body: '代表工委', leader: '副主任甲', deputy: '代表甲', contact: '交通局联络员',
};

export class Office {
  constructor(register) {
    this.register = register;
  }

  /** A command of duban's on this register. */
  duban(...words) {
    return execFileSync(program, ['--db', this.register, '--config', join(root, 'config/duban.toml'), '--lang', 'en', ...words], {
      encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  /** Six months of the demo, and accounts with a password. */
  play() {
    execFileSync(join(root, 'config/demo/play'), [program, this.register], { stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync(join(root, 'config/demo/accounts'), [program, this.register, password], { stdio: ['ignore', 'ignore', 'inherit'] });
    return this;
  }

  /** Serves it, at any free place unless one is named; `address` is where, `said` everything the
      server told its terminal. */
  async serve(place = '127.0.0.1:0') {
    if (!existsSync(join(pages, 'index.html'))) throw new Error(`${pages} has no pages: build the target pages`);
    this.said = [];
    this.server = spawn(program, ['--db', this.register, '--config', join(root, 'config/duban.toml'), '--lang', 'en',
      'serve', '--listen', place, '--pages', pages], { stdio: ['ignore', 'pipe', 'ignore'] });
    const lines = createInterface(this.server.stdout);
    this.address = await new Promise((found, failed) => {
      lines.on('line', (line) => {
        this.said.push(line);
        const place = line.match(/http:\/\/\S+(?=;)/)?.[0];
        if (place) found(place);
      });
      lines.on('close', () => failed(new Error(`the server does not start: ${this.said.join('\n')}`)));
    });
    return this;
  }

  async close() {
    if (!this.server) return;
    const ended = new Promise((done) => this.server.once('exit', done));
    this.server.kill();
    await ended;
  }
}
