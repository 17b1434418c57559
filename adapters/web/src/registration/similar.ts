import { api, told, type Of } from '@/api/client';

const most = 1000; // characters; the beginning of a text says what it is about
const least = 4; // characters that say something

/** In one line, as the server compares texts. */
export const inOneLine = (...texts: unknown[]): string =>
  texts.filter((text) => typeof text === 'string' && text).join(' ').replace(/\s+/g, ' ').trim().slice(0, most);

const ask = async (text: string) => (text.length < least ? [] : (await told(api.GET('/api/v1/cases/similar', { params: { query: { text } } }))).items);

/** Earlier cases like a title, or like it with its text, the likest first: many were registered
    without their text, and of these the title alone finds more. */
export async function similarTo(title: string, text: string): Promise<Of<'SimilarCase'>[]> {
  const found = new Map<string, Of<'SimilarCase'>>();
  for (const one of (await Promise.all([ask(title), text ? ask(inOneLine(title, text)) : []])).flat())
    if ((found.get(one.id)?.likeness ?? -1) < one.likeness) found.set(one.id, one);
  return [...found.values()].sort((one, other) => other.likeness - one.likeness);
}
