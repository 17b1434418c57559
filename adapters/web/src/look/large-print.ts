import { ref } from 'vue';

const kept = 'duban.large-print';

/** Whether everything is shown in large print. */
export const isLargePrint = ref(localStorage.getItem(kept) === 'yes');

export function rememberLook(): void {
  document.documentElement.classList.toggle('large-print', isLargePrint.value);
}

export function showLargePrint(large: boolean): void {
  isLargePrint.value = large;
  localStorage.setItem(kept, large ? 'yes' : 'no');
  rememberLook();
}
