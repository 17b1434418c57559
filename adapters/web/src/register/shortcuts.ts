import { onBeforeUnmount } from 'vue';

interface Does {
  search: () => void;
  keys: () => void;
  /** From anywhere on the page into the rows. */
  move: (by: number) => void;
  unchoose: () => void;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=combobox]') !== null;

/** Keys that work wherever one is on the page, but not while one types or a dialog is open. */
export function useShortcuts(does: Does): void {
  const acts: Record<string, () => void> = {
    '/': does.search,
    '?': does.keys,
    j: () => does.move(1),
    k: () => does.move(-1),
    Escape: does.unchoose,
  };
  function hear(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('.el-overlay:not([style*="display: none"])') || document.querySelector('[aria-expanded=true][aria-haspopup]')) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
  document.addEventListener('keydown', hear);
  onBeforeUnmount(() => document.removeEventListener('keydown', hear));
}
