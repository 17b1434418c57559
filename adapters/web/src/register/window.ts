import { computed, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue';

import { isLargePrint } from '@/look/large-print';

const around = 8; // rows beyond the edges, so that scrolling shows no gap
const narrow = '(max-width: 48rem)';
const rowRem = 3.25; // of a row
const cardRem = 9.25; // of a card, on a phone

const root = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Which of many rows of one height stand in view: of a pane that scrolls, or of a page that does. */
export function useWindow(pane: Ref<HTMLElement | undefined>, body: Ref<HTMLElement | undefined>, count: () => number) {
  const isNarrow = ref(matchMedia(narrow).matches);
  const rem = ref(root());
  const first = ref(0);
  const last = ref(40);
  const height = computed(() => Math.round((isNarrow.value ? cardRem : rowRem) * rem.value));

  function look(): void {
    if (!pane.value || !body.value) return;
    const edge = pane.value.getBoundingClientRect();
    const top = Math.max(edge.top, 0) - body.value.getBoundingClientRect().top;
    const seen = Math.min(edge.bottom, window.innerHeight) - Math.max(edge.top, 0);
    first.value = Math.max(0, Math.floor(top / height.value) - around);
    last.value = Math.max(0, Math.ceil((top + Math.max(seen, 0)) / height.value) + around);
  }

  function measure(): void {
    isNarrow.value = matchMedia(narrow).matches;
    rem.value = root();
    look();
  }

  onMounted(() => {
    // Of every pane, and of the page.
    document.addEventListener('scroll', look, { capture: true, passive: true });
    addEventListener('resize', measure);
    measure();
  });
  onBeforeUnmount(() => {
    document.removeEventListener('scroll', look, { capture: true });
    removeEventListener('resize', measure);
  });
  watch(count, look, { flush: 'post' });
  watch(isLargePrint, measure, { flush: 'post' });

  /** Scrolls until the row is in view. */
  function reveal(row: number, headHeight: number): void {
    if (!pane.value || !body.value) return;
    const top = body.value.getBoundingClientRect().top + row * height.value;
    if (isNarrow.value) {
      if (top < 0) scrollBy(0, top);
      else if (top + height.value > innerHeight) scrollBy(0, top + height.value - innerHeight);
    } else {
      const edge = pane.value.getBoundingClientRect();
      if (top < edge.top + headHeight) pane.value.scrollTop += top - edge.top - headHeight;
      else if (top + height.value > edge.bottom) pane.value.scrollTop += top + height.value - edge.bottom;
    }
    look();
  }

  /** How many rows a page down goes. */
  const perPage = computed(() => Math.max(1, last.value - first.value - 2 * around - 1));

  return { isNarrow, first, last, height, perPage, look, reveal };
}
