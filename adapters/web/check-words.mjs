// Every room says the same in both languages, and every word that is asked for by its full name is
// there.
//
//   node check-words.mjs

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('src', import.meta.url));
const faults = [];

/** `a.b` for each text of {a: {b: text}}. */
const keysOf = (words, before = '') =>
  Object.entries(words).flatMap(([key, value]) => (typeof value === 'object' ? keysOf(value, `${before}${key}.`) : [`${before}${key}`]));

const known = new Set();
for (const room of readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  const files = ['zh-CN', 'en'].map((language) => join(source, room.name, `words.${language}.json`));
  if (!files.some(existsSync)) continue;
  const [chinese, english] = files.map((file) => keysOf(JSON.parse(readFileSync(file, 'utf8'))));
  for (const key of chinese) known.add(`${room.name}.${key}`);
  for (const key of chinese) if (!english.includes(key)) faults.push(`${room.name}/words.en.json: ${key} is missing`);
  for (const key of english) if (!chinese.includes(key)) faults.push(`${room.name}/words.zh-CN.json: ${key} is missing`);
}

const asked = /\bt\(\s*['"]([a-z_]+(?:\.[\w-]+)+)['"]/g;
const computed = /\bt\(\s*`([a-z_]+\.[\w.]*)\$\{/g;
for (const entry of readdirSync(source, { recursive: true })) {
  if (!/\.(vue|ts)$/.test(entry) || entry.endsWith('.d.ts')) continue;
  const text = readFileSync(join(source, entry), 'utf8');
  for (const [, key] of text.matchAll(asked)) if (!known.has(key)) faults.push(`${entry}: ${key} is said nowhere`);
  for (const [, start] of text.matchAll(computed))
    if (![...known].some((key) => key.startsWith(start))) faults.push(`${entry}: nothing that is said begins with ${start}`);
}

for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;
