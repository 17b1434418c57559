import { ElMessage } from 'element-plus/es/components/message/index.mjs';
import 'element-plus/es/components/message/style/css';
import { ElMessageBox } from 'element-plus/es/components/message-box/index.mjs';
import 'element-plus/es/components/message-box/style/css';

import { Refused } from '@/api/client';
import { t } from '@/words/words';

/** Says for some seconds what has been done. */
export function sayDone(sentence: string): void {
  ElMessage({ type: 'success', message: sentence, showClose: true, duration: 5000 });
}

/** Why it was refused, as a sentence; of data every path with its message. */
export function why(failure: unknown): string {
  if (!(failure instanceof Refused)) throw failure;
  if (failure.status === 0) return t('parts.no_answer_why');
  const errors = failure.problem.errors?.map(({ path, message }) => (path ? `${path}: ${message}` : message)) ?? [];
  return [failure.message, ...errors.filter((line) => !failure.message.includes(line))].join('\n');
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
