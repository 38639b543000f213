// An exported `let`: its importers read it through a live binding.
export let currentUser = '';

export function enter(user: string): void {
  currentUser = user;
}
