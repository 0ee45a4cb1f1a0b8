/** Groups the items by the value of a key, keeping their order within each group. */
export function groupedBy<Key extends string, Item extends Readonly<Record<Key, string>>>(
  key: Key,
  items: readonly Item[],
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item[key]);
    if (group) group.push(item);
    else groups.set(item[key], [item]);
  }
  return groups;
}
