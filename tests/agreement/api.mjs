// Has others read duban's description of its HTTP API: a linter, and a generator of a typed client.
//
//   node api.mjs [PROGRAM]
//
// Exit code 0: no warning, and the client compiles.  1: otherwise.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { ask, program, root } from './duban.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'duban-api-'));
const told = { passed: 0, failed: 0 };

function check(what, work) {
  let problem = '';
  try {
    work();
  } catch (failure) {
    problem = `${failure.stdout ?? ''}${failure.stderr ?? failure}`;
  }
  told[problem ? 'failed' : 'passed'] += 1;
  console.log(`${problem ? 'FAILED' : 'ok    '} ${what}${problem && `\n${problem}`}`);
}

const tool = (name, ...words) =>
  execFileSync(join(here, 'node_modules/.bin', name), words, { cwd: here, encoding: 'utf8' });

// What a server on a new register says of itself.
async function document() {
  const register = ['--db', `sqlite:${join(folder, 'office.db')}`, '--lang', 'en'];
  ask(...register, 'db', 'create');
  const server = spawn(program, [...register, 'serve', '--listen', '127.0.0.1:0'], { cwd: root });
  try {
    for await (const line of createInterface(server.stdout)) {
      const place = line.match(/http:\/\/\S+(?=;)/)?.[0];
      if (place) return await (await fetch(`${place}/api/v1/openapi.json`)).text();
    }
    throw new Error('the server does not start');
  } finally {
    server.kill();
  }
}

try {
  const file = join(folder, 'openapi.json');
  writeFileSync(file, await document());
  check('the document passes the linter without warnings', () =>
    tool('spectral', 'lint', '--ruleset', 'spectral.yaml', '--fail-severity', 'warn', file));
  const client = join(folder, 'client.ts');
  check('a typed client is generated', () => tool('openapi-typescript', file, '-o', client));
  check('the client compiles', () => tool('tsc', '--noEmit', '--strict', '--skipLibCheck', client));
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`${told.passed} passed, ${told.failed} failed`);
process.exitCode = told.failed ? 1 : 0;
