import { api, told, type Of } from '@/api/client';

/** A line of the file, in the order of the columns that are sent. */
export interface Line {
  line: number;
  cells: string[];
}

/** A column that is sent: what it is, and what verdicts call it. */
export interface SentColumn {
  name: string;
  label: string;
}

export type Verdict = Of<'ImportedLine'>;

/** What has come of a table so far. */
export interface Outcome {
  isDry: boolean;
  lines: number;
  sent: number;
  verdicts: Verdict[];
  newUnits: string[];
  /** It was stopped, or broke off, before the end. */
  isWhole: boolean;
}

const mostLines = 500;
const mostCharacters = 1_000_000; // a request has at most 4 MB, a Chinese character three bytes

/** Lines without a number that share title and session next to each other: of different pieces the
    later would be taken for the earlier. */
function together(lines: Line[], columns: SentColumn[]): Line[][] {
  const at = (line: Line, name: string) => line.cells[columns.findIndex((column) => column.name === name)]?.trim() ?? '';
  const groups = new Map<string, Line[]>();
  lines.forEach((line, index) => {
    const key = at(line, 'number') ? String(index) : `${at(line, 'session')}\n${at(line, 'title')}`;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  });
  return [...groups.values()];
}

export function piecesOf(lines: Line[], columns: SentColumn[]): Line[][] {
  const pieces: Line[][] = [];
  let piece: Line[] = [];
  let characters = 0;
  for (const group of together(lines, columns)) {
    const more = group.reduce((sum, { cells }) => sum + cells.join().length, 0);
    if (piece.length && (piece.length + group.length > mostLines || characters + more > mostCharacters)) {
      pieces.push(piece);
      piece = [];
      characters = 0;
    }
    piece.push(...group);
    characters += more;
  }
  return piece.length ? [...pieces, piece] : pieces;
}

/** Sends a table piece by piece; `tell` hears after each what has come of it so far. A piece that
    is on its way is waited for: what it took must be known. */
export async function send(table: string, columns: SentColumn[], lines: Line[], isDry: boolean, tell: (outcome: Outcome) => void, isStopped: () => boolean): Promise<void> {
  const outcome: Outcome = { isDry, lines: lines.length, sent: 0, verdicts: [], newUnits: [], isWhole: false };
  tell({ ...outcome });
  for (const piece of piecesOf(lines, columns)) {
    if (isStopped()) return;
    const first = piece[0]!.line;
    const came = await told(api.POST('/api/v1/imports', {
      params: { query: { table: table as 'suggestions', dry_run: isDry, first_line: first } },
      body: { header: columns.map(({ label }) => label), rows: piece.map(({ cells }) => cells) },
    }));
    outcome.verdicts = [...outcome.verdicts, ...came.items.map((verdict) => ({ ...verdict, line: piece[verdict.line - first]?.line ?? verdict.line }))];
    outcome.verdicts.sort((one, other) => one.line - other.line);
    outcome.newUnits = [...new Set([...outcome.newUnits, ...came.new_units])];
    outcome.sent += piece.length;
    outcome.isWhole = outcome.sent === lines.length;
    tell({ ...outcome });
  }
}
