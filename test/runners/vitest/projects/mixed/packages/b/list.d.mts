export const list: { items: string[] };
export function add(item: string): Promise<void>;
