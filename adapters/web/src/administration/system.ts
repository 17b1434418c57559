import { api, Refused, told, type Of } from '@/api/client';

export const systemState = () => told(api.GET('/api/v1/system'));

/** Whether it may be sent work; that it may not is an answer as well (503). */
export async function readiness(): Promise<{ ready: boolean; held: boolean }> {
  try {
    return await told(api.GET('/readyz' as never)) as { ready: boolean; held: boolean };
  } catch (refused) {
    if (!(refused instanceof Refused) || refused.status === 0) throw refused;
    return { ready: false, held: false };
  }
}

type Notice = Of<'NoticeView'>;

/** What has been written to the outbox since a notice, at most `most` of it. */
export async function noticesSince(last: number, most = 2000): Promise<{ items: Notice[]; isWhole: boolean }> {
  const items: Notice[] = [];
  let after: number | undefined;
  for (;;) {
    const page = await told(api.GET('/api/v1/outbox', { params: { query: { order: 'newest', limit: 500, ...(after ? { after } : {}) } } }));
    const fresh = page.items.filter(({ id }) => id > last);
    items.push(...fresh);
    if (fresh.length < page.items.length || page.next === null) return { items, isWhole: true };
    if (items.length >= most) return { items, isWhole: false };
    after = page.next;
  }
}

export async function lastNotice(): Promise<number> {
  const page = await told(api.GET('/api/v1/outbox', { params: { query: { order: 'newest', limit: 1 } } }));
  return page.items[0]?.id ?? 0;
}
