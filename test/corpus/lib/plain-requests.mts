// An exported `let` that its own module counts up in one turn.
export let requests = 0;

export function count(): void {
  requests++;
}
