// The rates of GET /reports/rates: each with its base, and the cases behind it.
import { api, told } from '@/api/client';

export interface Figure {
  rate: string;
  label: string;
  counted: number;
  /** Nothing: a plain number. */
  base: number | null;
  /** 98.21; nothing for an empty base. */
  percent: string | null;
  /** What belongs beside it, and by which definition. */
  note: string | null;
}
export interface Group {
  group: string;
  label: string;
  rates: Figure[];
}
export interface Survey {
  workflow: string;
  label: string;
  note: string | null;
  groups: Group[];
}
export interface Rates {
  as_of: string;
  surveys: Survey[];
}

export interface RatedCase {
  case: string;
  which: number | null;
  number: string;
  title: string;
  unit: string;
  details: string;
}
export interface RatedCases {
  label: string;
  counted: RatedCase[];
  missing: RatedCase[];
  complete: boolean;
}

export interface Scope {
  session?: string;
  as_of?: string;
}
export interface Asked {
  figure: Figure;
  by?: string;
  of?: string;
  /** Of the group, as people read it. */
  group?: string;
}

export const groupings = ['unit', 'session', 'category', 'origin', 'key', 'year', 'kind'] as const;
export type Grouping = (typeof groupings)[number];

export const ratesOf = (scope: Scope, by?: Grouping) =>
  told(api.GET('/api/v1/reports/rates' as never, { params: { query: { ...scope, ...(by ? { by } : {}) } } } as never)) as Promise<Rates>;

export const casesOf = (scope: Scope, { figure, by, of }: Asked) =>
  told(api.GET('/api/v1/reports/rates/cases' as never, {
    params: { query: { ...scope, rate: figure.rate, ...(by ? { by } : {}), ...(of !== undefined ? { of } : {}) } },
  } as never)) as Promise<RatedCases>;

/** What is said first, and larger. */
export const headlines = ['completion', 'reply', 'on_time', 'satisfied', 'fulfilment', 'submission', 'submission_in_time'];
