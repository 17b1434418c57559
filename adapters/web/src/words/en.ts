import elementPlus from 'element-plus/es/locale/lang/en';

import { clocks, events, fields, help, levels, notices, roles, states, values, workflows } from '@config/locales/en.json';

import type { Speech } from './speech';

export default {
  pages: import.meta.glob('/src/*/words.en.json', { eager: true, import: 'default' }),
  register: { clocks, events, fields, help, levels, notices, roles, states, values, workflows },
  elementPlus,
} as Speech;
