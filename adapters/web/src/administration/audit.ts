import { called, i18n, listed, t } from '@/words/words';

/** What stands in the log under `act`, where it was done through the server. */
export const acts = [
  'signIn', 'signOut', 'changePassword', 'beginSecondFactor', 'confirmSecondFactor', 'removeSecondFactor', 'openToken', 'revokeToken',
  'addUser', 'changeUser', 'renewPassword', 'lockUser', 'unlockUser', 'resetSecondFactor', 'putIdentity', 'removeIdentity',
  'addCongress', 'changeCongress', 'addUnit', 'changeUnit', 'addDeputy', 'changeDeputy', 'addSession', 'changeSession', 'addMeeting', 'changeMeeting',
  'addSuccession', 'addDelegation', 'endDelegation', 'moveClock', 'importTable', 'takeNotice', 'revealSigners', 'openCase', 'fireEvent', 'makeBatch',
];

const has = (key: string) => i18n.global.te(key);

/** What was done; at the command line it says so itself: `user add`. */
export const actWords = (act: string) => (has(`administration.audit_acts.${act}`) ? t(`administration.audit_acts.${act}`) : act.includes(' ') ? `duban ${act}` : act);

export const outcomeWords = (outcome: string) => (has(`administration.outcomes.${outcome}`) ? t(`administration.outcomes.${outcome}`) : outcome);

const labelOf = (name: string) => (has(`administration.told.${name}`) ? t(`administration.told.${name}`) : called.field(name));

function valueOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return listed(value.map((one) => valueOf(name, one)));
  if (name === 'roles') return called.role(String(value));
  if (name === 'level') return called.level(String(value));
  if (typeof value === 'boolean') return t(value ? 'parts.yes' : 'parts.no');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Its subject and what was asked for: `users/wang/lock {"why":"调离"}` as 王, 理由：调离. A long
    one is cut off in the log and shown as it stands. */
export function aboutWords(act: string, about: string): { subject: string; told: string } {
  if (act.includes(' ')) return { subject: '', told: about }; // as it was typed
  const brace = about.indexOf(' {');
  const path = brace < 0 ? about : about.slice(0, brace);
  const segments = path.split('/');
  const id = segments[0] === 'congresses' && segments.length > 2 ? '' : (segments[1] ?? '');
  const ours = ['password', 'confirmation', 'removal', 'openid'];
  const subject = segments[0] === 'session' || ours.includes(id) ? '' : id;
  if (brace < 0) return { subject, told: '' };
  try {
    const told = JSON.parse(about.slice(brace + 1)) as Record<string, unknown>;
    const lines = Object.entries(told).filter(([, value]) => value !== '' && value !== null);
    return { subject, told: lines.map(([name, value]) => t('administration.told_line', { name: labelOf(name), value: valueOf(name, value) })).join(t('administration.told_between')) };
  } catch {
    return { subject, told: about.slice(brace + 1) };
  }
}
