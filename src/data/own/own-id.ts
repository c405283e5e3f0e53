/** How data of one's own is called in settings, links and capsules: by what it is, so that a name cannot deceive. */
export type OwnId = `own:${string}`;

const PREFIX = 'own:';
const DIGITS = 16;

/** @param hash Dataset.hash */
export function ownId(hash: string): OwnId {
  return `${PREFIX}${hash.slice(0, DIGITS)}`;
}

export function isOwnId(name: string): name is OwnId {
  return name.startsWith(PREFIX) && /^[0-9a-f]{16}$/.test(name.slice(PREFIX.length));
}
