import type { Of } from '@/api/client';

import { decoded, recordsOf } from './csv-file';

export type TableColumn = Of<'ColumnView'>;

/** A table as it was read; its lines are numbered as the spreadsheet shows them. */
export interface TableFile {
  name: string;
  sheets: string[];
  sheet: string;
  records: string[][];
}

/** It is no table that can be read; `reason` is a key of the words. */
export class Unreadable extends Error {
  constructor(readonly reason: 'old_excel' | 'no_table' | 'damaged' | 'newer_pages') {
    super(reason);
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10); // a date of a sheet is midnight UTC
  if (typeof cell === 'boolean') return cell ? '是' : '否'; // as the tables of offices write it
  return String(cell);
}

async function sheetOf(file: File, wanted?: string): Promise<Pick<TableFile, 'sheets' | 'sheet' | 'records'>> {
  const { default: read, readSheetNames } = await import('read-excel-file').catch(() => {
    throw new Unreadable('newer_pages'); // the server has newer pages than these
  });
  try {
    const sheets = await readSheetNames(file);
    const sheet = wanted ?? sheets[0]!;
    return { sheets, sheet, records: (await read(file, { sheet })).map((row) => row.map(textOf)) };
  } catch {
    throw new Unreadable('damaged');
  }
}

export async function readTable(file: File, sheet?: string): Promise<TableFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const begins = (...marks: number[]) => marks.every((mark, at) => bytes[at] === mark);
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) throw new Unreadable('old_excel');
  const read = begins(0x50, 0x4b) ? await sheetOf(file, sheet) : { sheets: [], sheet: '', records: recordsOf(decoded(bytes)) };
  if (read.records.length < 2) throw new Unreadable('no_table');
  return { name: file.name, ...read };
}

const plain = (heading: string) => heading.replace(/[\s*＊]|[（(].*?[）)]/g, '').toLowerCase();

/** The column that a heading names. */
export function columnOf(heading: string, columns: TableColumn[]): TableColumn | undefined {
  const name = plain(heading);
  return name ? columns.find((column) => [column.name, column.label, ...column.headings].some((known) => plain(known) === name)) : undefined;
}

const mostBefore = 10; // lines of title that may stand above the headings

/** Which record holds the headings: the one of the first in which most are known. */
export function headingsAt(records: string[][], columns: TableColumn[]): number {
  const known = records.slice(0, mostBefore).map((record) => record.filter((cell) => columnOf(cell, columns)).length);
  return Math.max(0, known.indexOf(Math.max(...known)));
}
