/** Where a network lies on the model hub: `owner/name`, and a branch, tag or commit behind an @ where it is not the newest. */
import { UserError } from '../../lib/user-error';

export interface HubAddress {
  readonly owner: string;
  readonly name: string;
  /** a branch, a tag or a commit */
  readonly revision: string;
}

export const HUB = 'https://huggingface.co';

/** as the hub allows them: they begin with a letter or digit, and nothing in them leads out of a path */
const PART = /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/;
const REVISION = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/;
const NEWEST = 'main';

/** @throws UserError where it is none */
export function hubAddress(text: string): HubAddress {
  const [path = '', revision = NEWEST, ...more] = text.trim().replace(`${HUB}/`, '').split('@');
  const [owner = '', name = '', ...deeper] = path.split('/');
  const fits = PART.test(owner) && PART.test(name) && REVISION.test(revision);
  if (!fits || more.length > 0 || deeper.length > 0 || [owner, name, revision].some(leadsAway)) {
    throw new UserError(
      `"${text.trim().slice(0, 120)}" is no address on the model hub. Write owner/name, as in timm/resnet18.tv_in1k, and @ with a branch, tag or commit behind it where you mean an older version.`,
    );
  }
  return { owner, name, revision };
}

/** As it is written; the newest version has no revision to write. */
export function addressText({ owner, name, revision }: HubAddress): string {
  return revision === NEWEST ? `${owner}/${name}` : `${owner}/${name}@${revision}`;
}

function leadsAway(part: string): boolean {
  return part.includes('..') || part.includes('//');
}
