import { ElMessage } from 'element-plus/es/components/message/index.mjs';
import 'element-plus/es/components/message/style/css';
import { ElMessageBox } from 'element-plus/es/components/message-box/index.mjs';
import 'element-plus/es/components/message-box/style/css';

import { asRefused } from '@/api/client';
import { called, i18n, t } from '@/words/words';

import { rowOf } from './draft';

/** Says for some seconds what has been done. */
export function sayDone(sentence: string): void {
  ElMessage({ type: 'success', message: sentence, showClose: true, duration: 5000 });
}

/** What a member of a request is called; `roles[1]` by its name, `data.units[0].role` with its row. */
function memberName(path: string): string {
  const inside = path.replace(/^data\./, '');
  const name = inside.split(/[.[]/)[0]!;
  const row = inside !== path ? rowOf(inside.slice(name.length)) : '';
  return (i18n.global.te(`parts.members.${name}`) ? t(`parts.members.${name}`) : called.field(name)) + (row && ` ${row}`);
}

/** Codes, and the list of what else is possible, are for those who use the commands; in the pages
    there are buttons for it. */
export function inWords(detail: string): string {
  return detail.replace(/\n(?:现在可以：|possible now: ).*/gi, '').replace(/ ?[（(][a-z_]+[）)]/g, '');
}

/** Why it was refused, as a sentence; of data every member with what is wrong about it. */
export function why(failure: unknown): string {
  const refused = asRefused(failure);
  if (refused.status === -1) return t('parts.unexpected');
  if (refused.status === 0) return t('parts.no_answer_why');
  const errors = refused.problem.errors ?? [];
  const lines = errors.map(({ path, message }) => (path ? t('parts.member_wrong', { member: memberName(path), message: inWords(message) }) : inWords(message)));
  // The sentence of one fault names its member by the code, and says nothing more.
  const isSaid = errors.some(({ path, message }) => path && refused.message.startsWith(path) && refused.message.endsWith(message));
  const sentence = inWords(refused.message);
  return [...(isSaid ? [] : [sentence]), ...lines.filter((line) => !sentence.includes(line))].join('\n');
}

/** Says why something was refused; stays until it is closed. */
export function sayRefused(failure: unknown): void {
  ElMessage({ type: 'error', message: why(failure), showClose: true, duration: 0 });
}

/** Whether whoever is asked says yes. */
export async function agreed(question: string, act: string): Promise<boolean> {
  try {
    await ElMessageBox.confirm(question, act, { confirmButtonText: act, cancelButtonText: t('parts.cancel'), type: 'warning' });
    return true;
  } catch {
    return false;
  }
}
