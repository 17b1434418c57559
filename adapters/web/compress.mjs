// Writes a .gz beside each text file of the built pages, which duban serves to whoever takes it.
//
//   node compress.mjs FOLDER
//
// Exit code 1: there was none, so this is no folder of pages.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

const folder = process.argv[2] ?? '../../build/release/pages';
const isText = /\.(js|css|html|svg|json|txt|csv|webmanifest)$/;

let written = 0;
// By name: of entries with their types, Node 18.17 finds only some.
for (const name of readdirSync(folder, { recursive: true })) {
  if (!isText.test(name)) continue;
  const file = join(folder, name);
  const text = readFileSync(file);
  const packed = gzipSync(text, { level: constants.Z_BEST_COMPRESSION });
  if (packed.length >= text.length) continue;
  writeFileSync(`${file}.gz`, packed);
  written += 1;
}
if (!written) {
  console.error(`${folder}: nothing to compress`);
  process.exitCode = 1;
}
