import type { Of } from '@/api/client';

/** A case as the register lists it. */
export type Line = Of<'CaseLine'> & {
  clock?: string | null;
  days_left?: number | null;
  provisional?: boolean;
  category?: string | null;
  lead_deputy?: string | null;
  key?: boolean;
  class?: string | null;
  rating?: string | null;
  role?: string | null;
  /** Of its assignments that go on. */
  units?: string[];
};

/** Units that handle it. */
export const unitsOf = (line: Line): string[] => (line.units?.length ? line.units : line.unit ? [line.unit] : []);

/** The case that a part belongs to: 12 of 12.1. */
export const rootOf = (id: string): string => id.split('.')[0]!;

/** A case in one line; a part with its own number. */
export function calledInFull({ id, number, title }: Pick<Line, 'id' | 'number' | 'title'>): string {
  const isPart = rootOf(id) !== id;
  return [number, title, isPart || !number ? `(${id})` : ''].filter(Boolean).join(' ');
}
