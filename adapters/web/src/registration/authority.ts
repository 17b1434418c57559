import { regulation } from '@/session/place';
import { who } from '@/session/session';

/** Whether whoever is signed in bears a role to which the regulation gives an authority; the server
    has the last word all the same. */
export async function holds(authority: string): Promise<boolean> {
  const roles = (await regulation()).profile.authorities?.[authority]?.roles ?? [];
  return who.value?.roles.some((role) => roles.includes(role)) ?? false;
}
