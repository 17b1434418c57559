import { called, capital, t } from '@/words/words';

import type { Group } from './groups';

const named = (workflow: string, events: string[]) => events.map((event) => called.event(workflow, event)).join(t('home.or_short'));

/** What is on a button: 驳回异议／异议成立 */
export const alternatives = (workflow: string, events: string[]) => capital(named(workflow, events));

/** 7 件代表建议待登记编号 */
export function sentence(group: Group): string {
  const { workflow, state, cases: n, steps, mine, isExact } = group;
  const what = called.workflow(workflow);
  if (group.leftOver) {
    const clocks = [...new Set(group.lines.map(({ clock }) => clock).filter((clock) => clock != null))];
    if (!clocks.length && group.basis) clocks.push(group.basis.clock);
    const listed = clocks.length ? clocks.map(called.clock).join(t('home.or')) : t('home.some_limit');
    return t('home.left_over', { n, what, state: called.state(workflow, state), clocks: listed }, n);
  }
  const wanted = mine ? steps.filter((step) => step.mine) : steps;
  const listed = wanted.map((step) => named(workflow, step.events)).join(t('home.or'));
  const roles = [...new Set(wanted.map((step) => step.roles[0]!))].map(called.role).join(t('home.or'));
  const key = mine ? 'home.waits_for_you' : 'home.waits_for_others';
  return capital(t(key, { n: isExact ? n : `${n}+`, what, steps: listed, roles, state: called.state(workflow, state) }, n));
}
