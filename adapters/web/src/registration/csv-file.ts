/** The text of a file, whatever an office's program wrote it in: UTF-8, UTF-16 or GB18030. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Which of the marks that programs put between cells stands most often in the first line. */
function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const often = (mark: string) => line.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (often(mark) > often(best) ? mark : best));
}

/** The records of a CSV (RFC 4180), line breaks within quotation marks and all. */
export function recordsOf(text: string): string[][] {
  const separator = separatorOf(text);
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    record.push(cell);
    cell = '';
  };
  const endRecord = () => {
    endCell();
    records.push(record);
    record = [];
  };
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!;
    if (isQuoted) {
      if (mark !== '"') cell += mark;
      else if (text[at + 1] === '"') cell += text[++at];
      else isQuoted = false;
    } else if (mark === '"' && cell === '') isQuoted = true;
    else if (mark === separator) endCell();
    else if (mark === '\n') endRecord();
    else if (mark !== '\r' || text[at + 1] !== '\n') cell += mark;
  }
  if (cell !== '' || record.length) endRecord();
  return records;
}

// A spreadsheet takes a cell that begins so for a formula, unless it is a whole number.
const looksLikeFormula = /^(?!-?[0-9]+$)[=+\-@\t\r\n＝＋－＠]/;
const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

/** Offers records as a file; with a mark in front by which spreadsheets know UTF-8. */
export function offer(name: string, records: string[][]): void {
  const lines = records.map((record) => record.map((cell) => quoted(looksLikeFormula.test(cell) ? `'${cell}` : cell)).join(','));
  const address = URL.createObjectURL(new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
