/** Plain JavaScript: nothing is compiled, and positions are the file's own. */
export const list = { items: [] };

export async function add(item) {
  const { items } = list;
  await null;
  list.items = [...items, item];
}
