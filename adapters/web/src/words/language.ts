import { ref } from 'vue';

export type Language = 'zh-CN' | 'en';

const kept = 'duban.language';

function first(): Language {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'zh-CN' || chosen === 'en') return chosen;
  // Chinese unless the browser wants English before it.
  const wanted = navigator.languages.find((name) => /^(zh|en)/i.test(name));
  return wanted?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

/** The language of the pages, and of what the server says to them. Set by `speak()` only. */
export const language = ref<Language>(first());

export function keepLanguage(chosen: Language): void {
  language.value = chosen;
  localStorage.setItem(kept, chosen);
  document.documentElement.lang = chosen;
}
