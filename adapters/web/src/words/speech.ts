import type { Language as ElementPlusLanguage } from 'element-plus/es/locale';

type Table = Record<string, string>;

/** The words that the register itself uses: what codes are called. */
export interface RegisterWords {
  clocks: Table;
  events: Record<string, Table>;
  fields: Table;
  help: Record<string, Record<string, Table>>;
  levels: Table;
  notices: Table;
  roles: Table;
  states: Record<string, Table>;
  values: Record<string, Table>;
  workflows: Table;
}

/** Everything that is said in one language. */
export interface Speech {
  /** Of each room of the pages: `/src/case/words.en.json`. */
  pages: Record<string, Record<string, unknown>>;
  register: RegisterWords;
  elementPlus: ElementPlusLanguage;
}
