import './look/element-plus.css';
import './look/base.css';

import { createApp } from 'vue';

import App from './App.vue';
import { rememberLook } from './look/large-print';
import { sayRefused } from './parts/say';
import { router } from './routes';
import { recall } from './session/session';
import { loadPlace } from './session/place';
import { language } from './words/language';
import { i18n, speak } from './words/words';

/** Shows the pages once it is known who looks at them and in which language. */
async function open(): Promise<void> {
  rememberLook();
  await Promise.all([speak(language.value), recall().then(loadPlace)]);
  const app = createApp(App).use(i18n).use(router);
  // What nobody has foreseen is said as well.
  app.config.errorHandler = sayRefused;
  addEventListener('unhandledrejection', ({ reason }) => sayRefused(reason));
  app.mount('#app');
}

/** The server cannot be reached: says so, and tries again while somebody waits. */
function sayThatNobodyAnswers(): void {
  const text = document.getElementById('app')!;
  text.textContent = '服务器没有应答，正在重试…  The server does not answer; trying again…';
  text.setAttribute('role', 'alert');
  setTimeout(() => location.reload(), 5000);
}

open().catch(sayThatNobodyAnswers);
