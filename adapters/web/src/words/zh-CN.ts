import elementPlus from 'element-plus/es/locale/lang/zh-cn';

import { clocks, events, fields, help, levels, notices, roles, states, values, workflows } from '@config/locales/zh-CN.json';

import type { Speech } from './speech';

export default {
  pages: import.meta.glob('/src/*/words.zh-CN.json', { eager: true, import: 'default' }),
  register: { clocks, events, fields, help, levels, notices, roles, states, values, workflows },
  elementPlus,
} as Speech;
