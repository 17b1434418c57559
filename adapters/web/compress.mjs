// Writes a .gz beside each text file of the built pages, which duban serves to whoever takes it.
//
//   node compress.mjs FOLDER

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

const folder = process.argv[2] ?? '../../build/release/pages';
const isText = /\.(js|css|html|svg|json|txt|csv|webmanifest)$/;

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !isText.test(entry.name)) continue;
  const file = join(entry.parentPath ?? entry.path, entry.name);
  const text = readFileSync(file);
  const packed = gzipSync(text, { level: constants.Z_BEST_COMPRESSION });
  if (packed.length < text.length) writeFileSync(`${file}.gz`, packed);
}
