import { expect, test, vi } from 'vitest';
import { loadedOnce } from './loaded-once';

test('what was loaded is not loaded again, and a failure is not kept', async () => {
  const load = vi.fn<() => Promise<string>>();
  load.mockRejectedValueOnce(new Error('no network')).mockResolvedValue('here');
  const loaded = loadedOnce(load);
  await expect(loaded()).rejects.toThrow('no network');
  expect(await Promise.all([loaded(), loaded()])).toEqual(['here', 'here']);
  expect(await loaded()).toBe('here');
  expect(load).toHaveBeenCalledTimes(2);
});
