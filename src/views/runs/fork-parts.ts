import type { Messages } from '../../messages/messages';
import type { ForkView } from '../../store/run-view';

/** Which parts of the other run a fork went on with, and which began anew, in words. */
export function forkParts(
  { carried, fresh }: NonNullable<ForkView['parts']>,
  { runs: text }: Messages,
): { readonly carried: readonly string[]; readonly fresh: readonly string[] } {
  const part = (name: string) => text.parts[name.split('.')[0]!] ?? name;
  const count = (names: readonly string[], of: string) => names.filter((name) => part(name) === of).length;
  const named = (names: readonly string[], others: readonly string[]) =>
    [...new Set(names.map(part))].map((one) => {
      const [here, there] = [count(names, one), count(others, one)];
      return there === 0 ? one : text.partly(one, here, here + there);
    });
  return { carried: named(carried, fresh), fresh: named(fresh, carried) };
}
