import { UserError } from '../../lib/user-error';

/** Fastest first: the order in which they are tried. */
export const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;

export type BackendName = (typeof BACKENDS)[number];
export type BackendRequest = BackendName | 'auto';

/** A backend as a link or an option names it. */
export function parseBackendRequest(text: string): BackendRequest {
  const known = ['auto', ...BACKENDS] as const;
  const found = known.find((name) => name === text.toLowerCase());
  if (!found) throw new UserError(`There is no backend "${text}". Choose one of ${known.join(', ')}.`);
  return found;
}
