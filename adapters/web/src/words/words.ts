import { shallowRef } from 'vue';
import { createI18n } from 'vue-i18n';

import { keepLanguage, language, type Language } from './language';
import type { RegisterWords, Speech } from './speech';

const speeches: Record<Language, () => Promise<{ default: Speech }>> = {
  'zh-CN': () => import('./zh-CN'),
  en: () => import('./en'),
};

/** Of the language spoken. */
const spoken = shallowRef<Speech>();

export const i18n = createI18n({ legacy: false, locale: language.value, fallbackLocale: [] });

/** `t('case.title')`: the words of the room `case`. For scripts; templates use `$t`. */
export const t = i18n.global.t;

/** The messages of all rooms, each under the name of its folder. */
function messagesOf(speech: Speech): Record<string, unknown> {
  const messages: Record<string, unknown> = {};
  for (const [path, words] of Object.entries(speech.pages)) messages[path.split('/')[2]!] = words;
  return messages;
}

/** Speaks it from now on. */
export async function speak(chosen: Language): Promise<void> {
  const speech = (await speeches[chosen]()).default;
  i18n.global.setLocaleMessage(chosen, messagesOf(speech) as never);
  spoken.value = speech;
  i18n.global.locale.value = chosen;
  keepLanguage(chosen);
}

/** The words of Element Plus. */
export const elementPlusWords = () => spoken.value?.elementPlus;

const register = (): RegisterWords => spoken.value!.register;

/** What a code of the register is called; the code itself where it has no name. */
export const called = {
  workflow: (code: string) => register().workflows[code] ?? code,
  state: (workflow: string, code: string) => register().states[workflow]?.[code] ?? code,
  event: (workflow: string, code: string) =>
    register().events[workflow]?.[code] ?? register().events.any?.[code] ?? code,
  clock: (kind: string) => register().clocks[kind] ?? kind,
  role: (code: string) => register().roles[code] ?? code,
  level: (code: string) => register().levels[code] ?? code,
  field: (name: string) => register().fields[name] ?? name,
  notice: (text: string) => register().notices[text] ?? text,
  /** A value of a field: `value('result', 'satisfied')`. */
  value: (field: string, code: string) => register().values[field]?.[code] ?? code,
};

/** Names in a row: 甲、乙 or a, b. */
export const listed = (names: string[]) => names.join(language.value === 'en' ? ', ' : '、');

/** As a sentence begins; Chinese stays as it is. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
