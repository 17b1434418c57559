// Writes src/api/document.d.ts: the types of duban's HTTP API, from what a server on a new register
// says of itself.
//
//   node api-types.mjs PROGRAM

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import openapiTypes, { astToString } from 'openapi-typescript';

const program = process.argv[2] ?? fileURLToPath(new URL('../../build/release/duban', import.meta.url));
const target = fileURLToPath(new URL('src/api/document.d.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'duban-types-'));
const register = ['--db', `sqlite:${join(folder, 'office.db')}`, '--lang', 'en'];

// The document as the program tells it.
async function document() {
  execFileSync(program, [...register, 'db', 'create']);
  const server = spawn(program, [...register, 'serve', '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  try {
    for await (const line of createInterface(server.stdout)) {
      const place = line.match(/http:\/\/\S+(?=;)/)?.[0];
      if (place) return await (await fetch(`${place}/api/v1/openapi.json`)).json();
    }
    throw new Error(`${program} does not start`);
  } finally {
    server.kill();
    await ended; // it works in the folder that goes next
  }
}

try {
  const text = astToString(await openapiTypes(await document()));
  // A file that has not changed keeps its time, so that nothing is built again for it.
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
