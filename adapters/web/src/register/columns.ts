import { ref } from 'vue';

/** What a row can show, as the table for spreadsheets calls it, and how wide it is (rem). */
const widths = {
  number: 6.75, title: 11, state: 6.75, units: 7.75, session: 6.75, next_due: 9.5, clock: 7.5, lead_deputy: 7, category: 6,
  class: 5.5, rating: 7.5, role: 5.5, key: 5.5, opened_on: 9,
} as const;
export type ColumnName = keyof typeof widths;

const every = Object.keys(widths) as ColumnName[];
const always: ColumnName[] = ['number', 'title'];
const usual: ColumnName[] = ['number', 'title', 'state', 'units', 'session', 'next_due'];
/** What only parts have, or only whole cases. */
const notOf: Record<string, ColumnName[]> = {
  suggestion: ['class', 'role'],
  assignment: ['session', 'category', 'lead_deputy', 'key', 'rating'],
  report: ['category', 'lead_deputy', 'key', 'rating', 'class', 'role'],
};
const kept = 'duban.register.columns';

function recall(): Record<string, ColumnName[]> {
  try {
    return JSON.parse(localStorage.getItem(kept) ?? '{}');
  } catch {
    return {};
  }
}
const chosen = ref(recall());

/** Those that cases of a workflow have something to show in. */
export const columnsOf = (workflow: string) => every.filter((name) => !notOf[workflow]?.includes(name));
export const mayHide = (name: ColumnName) => !always.includes(name);

/** The columns of a workflow: those of the address, or else those that were chosen last. */
export function shownColumns(workflow: string, wanted: string[] | undefined): ColumnName[] {
  const possible = columnsOf(workflow);
  const mine = wanted ?? chosen.value[workflow] ?? usual;
  return possible.filter((name) => always.includes(name) || mine.includes(name));
}

export function keepColumns(workflow: string, names: ColumnName[]): void {
  chosen.value = { ...chosen.value, [workflow]: names };
  localStorage.setItem(kept, JSON.stringify(chosen.value));
}

const box = 2.75; // rem: to select a row

/** Tracks of a grid; before them one for selecting, where one may. */
export const tracksOf = (names: ColumnName[], maySelect: boolean) =>
  [...(maySelect ? [`${box}rem`] : []), ...names.map((name) => (name === 'title' ? `minmax(${widths.title}rem, 1fr)` : `${widths[name]}rem`))].join(' ');
export const leastWidth = (names: ColumnName[]) => `${names.reduce((sum, name) => sum + widths[name], box)}rem`;
