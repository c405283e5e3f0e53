/** Lets everything else that waits have its turn: what follows runs in a task of its own. */
export function pause(): Promise<void> {
  return new Promise((go) => setTimeout(go, 0));
}
