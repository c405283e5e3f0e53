/**
 * Takes a lock and never lets go of it: a browser gives the lock of a thread that has ended, however it did, to
 * whoever waits for it. So the page knows at once and for certain, where silence could also mean hard work.
 * @returns the lock's name; null where there are no locks (pages that are not served securely)
 */
export function holdLifeLine(): Promise<string | null> {
  const name = `smm-explorer engine ${Math.random()}`;
  return new Promise((resolve) => {
    const held = (): Promise<never> => {
      resolve(name);
      return new Promise(() => undefined);
    };
    const locks = navigator.locks as LockManager | undefined;
    if (locks) locks.request(name, held).catch(() => resolve(null));
    else resolve(null);
  });
}
