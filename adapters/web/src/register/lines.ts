import { rootOf, type Line } from '@/api/cases';

/** Units that handle it. */
export const unitsOf = (line: Line): string[] => (line.units?.length ? line.units : line.unit ? [line.unit] : []);

/** A case in one line; a part with its own number. */
export function calledInFull({ id, number, title }: Pick<Line, 'id' | 'number' | 'title'>): string {
  const isPart = rootOf(id) !== id;
  return [number, title, isPart || !number ? `(${id})` : ''].filter(Boolean).join(' ');
}
