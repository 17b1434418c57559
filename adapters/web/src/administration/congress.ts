import { computed, ref, shallowRef } from 'vue';

import { api, told, type Of } from '@/api/client';
import { bearing, isAdministrator, who } from '@/session/session';

/** Those that whoever is signed in may see. */
export const congresses = shallowRef<Of<'Congress'>[]>([]);
const chosen = ref('');

export async function loadCongresses(): Promise<Of<'Congress'>[]> {
  return (congresses.value = (await told(api.GET('/api/v1/congresses'))).items);
}

/** An administrator of no congress keeps which there are; one of a congress what is in it. */
export const isOverall = computed(() => isAdministrator.value && who.value?.congress === '');

/** The code of the congress that is administered: the own one, or one that was chosen. */
export const here = computed(
  () => who.value?.congress || congresses.value.find(({ code }) => code === chosen.value)?.code || congresses.value[0]?.code || '',
);

export const congressHere = computed(() => congresses.value.find(({ code }) => code === here.value));

export function choose(code: string): void {
  chosen.value = code;
}

/** For what is asked of a congress. */
export const inCongress = () => ({ congress: here.value });

/** Units, deputies, sessions and meetings are kept by these. */
export const mayKeep = bearing('administrator', 'officer', 'deputies_body');
/** Notices, the clock of a simulated register and how the program is are the affair of these. */
export const mayRun = bearing('administrator', 'officer');
