// Asks the program whose path is the script's first argument.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const program = resolve(process.argv[2] ?? join(root, 'build/release/duban'));

export const ask = (...words) =>
  execFileSync(program, words, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 });

// Asks with a file of this text as the last word.
export function askAbout(text, ...words) {
  const folder = mkdtempSync(join(tmpdir(), 'duban-agreement-'));
  try {
    const file = join(folder, 'question');
    writeFileSync(file, text);
    return ask(...words, file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// The rows of `workflow show --format json` that leave each state, in their order.
export const rowsByState = ({ states, rows }) =>
  new Map(states.map(({ code }) => [code, rows.filter((row) => row.from === code)]));
