/**
 * Loads something when it is first asked for, and keeps it; where that fails (offline for the first time), whoever asks
 * again tries again.
 */
export function loadedOnce<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | null = null;
  return () =>
    (loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    }));
}
