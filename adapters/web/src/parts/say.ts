import { ElMessage } from 'element-plus/es/components/message/index.mjs';
import 'element-plus/es/components/message/style/css';
import { ElMessageBox } from 'element-plus/es/components/message-box/index.mjs';
import 'element-plus/es/components/message-box/style/css';

import { Refused } from '@/api/client';
import { called, i18n, t } from '@/words/words';

/** Says for some seconds what has been done. */
export function sayDone(sentence: string): void {
  ElMessage({ type: 'success', message: sentence, showClose: true, duration: 5000 });
}

/** What a member of a request is called; `roles[1]` by its name. */
function memberName(path: string): string {
  const name = path.split(/[.[]/)[0]!;
  return i18n.global.te(`parts.members.${name}`) ? t(`parts.members.${name}`) : called.field(name);
}

/** Why it was refused, as a sentence; of data every member with what is wrong about it. */
export function why(failure: unknown): string {
  if (!(failure instanceof Refused)) throw failure;
  if (failure.status === 0) return t('parts.no_answer_why');
  const errors = failure.problem.errors ?? [];
  const lines = errors.map(({ path, message }) => (path ? t('parts.member_wrong', { member: memberName(path), message }) : message));
  // The sentence of one fault names its member by the code, and says nothing more.
  const isSaid = errors.some(({ path, message }) => path && failure.message.startsWith(path) && failure.message.endsWith(message));
  return [...(isSaid ? [] : [failure.message]), ...lines.filter((line) => !failure.message.includes(line))].join('\n');
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
