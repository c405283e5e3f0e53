import { expect, it } from 'vitest';
import { openRunClaims } from './run-claims';

/** One tab's view of the locks that all tabs share. */
function fakeLocks(): LockManager {
  const held = new Set<string>();
  const request = async (name: string, _options: LockOptions, work: LockGrantedCallback<unknown>) => {
    if (held.has(name)) return work(null);
    held.add(name);
    try {
      return await work({ name, mode: 'exclusive' });
    } finally {
      held.delete(name);
    }
  };
  const query = () => Promise.resolve({ held: [...held].map((name) => ({ name })), pending: [] });
  return { request, query } as unknown as LockManager;
}

it('a run is trained by one tab at a time', async () => {
  const locks = fakeLocks();
  const [one, other] = [openRunClaims(locks), openRunClaims(locks)];
  expect(await one.claim('a')).toBe(true);
  expect(await one.claim('a'), 'one’s own').toBe(true);
  expect(await other.claim('a')).toBe(false);
  expect(await other.claim('b')).toBe(true);
  expect(await other.elsewhere()).toEqual(new Set(['a']));
  one.release('a');
  await new Promise((resolve) => setTimeout(resolve));
  expect(await other.claim('a')).toBe(true);
});

it('without locks every claim is granted', async () => {
  const claims = openRunClaims(undefined);
  expect(await claims.claim('a')).toBe(true);
  expect(await claims.elsewhere()).toEqual(new Set());
});
