/** Reads a list to its end, page by page; at most `most` items. */
export async function all<Item, Key>(
  page: (after: Key | undefined) => Promise<{ items: Item[]; next: Key | null }>,
  most = Infinity,
): Promise<{ items: Item[]; isWhole: boolean }> {
  const items: Item[] = [];
  let after: Key | undefined;
  for (;;) {
    const came = await page(after);
    items.push(...came.items);
    if (came.next === null) return { items, isWhole: true };
    if (items.length >= most) return { items, isWhole: false };
    after = came.next;
  }
}
