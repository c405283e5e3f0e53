/** What the source classes of a network are called. A weights file does not say. */
import { parseJson, z } from '../../lib/schema';
import { UserError } from '../../lib/user-error';
import { decodeText, type ReadFile } from '../read-file';

/** Of ImageNet, which a network of so many classes is taken to know. */
export const IMAGENET_CLASSES = 1000;

const LONGEST = 200;

/**
 * @param options.given by the person; otherwise ImageNet's where there are as many, otherwise "class 0", "class 1", …
 * @throws UserError where another number of names is given
 */
export function sourceClassNames(
  classes: number,
  {
    given,
    imageNet,
  }: { readonly given?: readonly string[] | undefined; readonly imageNet: readonly string[] },
): readonly string[] {
  if (given) {
    if (given.length === classes) return given.map((name) => name.slice(0, LONGEST));
    throw new UserError(
      `There are ${given.length} class names for a network of ${classes} classes. Give one name for each, in the order of its logits.`,
    );
  }
  if (classes === IMAGENET_CLASSES && imageNet.length === classes) return imageNet;
  return Array.from({ length: classes }, (_, index) => `class ${index}`);
}

/** Whose names are those of ImageNet: it comes with the program. */
const IMAGENET_FILE = 'efficientnet-lite0/classes.json';

/** @param read reads below the folder that holds all models (public/models) */
export async function imageNetNames(read: ReadFile): Promise<readonly string[]> {
  return parseJson(
    z.array(z.string()).check(z.length(IMAGENET_CLASSES)),
    decodeText(await read(IMAGENET_FILE), IMAGENET_FILE),
    `${IMAGENET_FILE} is damaged. Reload the page; if that does not help, install or build the app anew.`,
  );
}

/**
 * What a file of class names says: a JSON array of names, or one name a line.
 * @param what the file's name
 */
export function classNamesIn(text: string, what: string): readonly string[] {
  const trimmed = text.trim();
  const unfit = `${what} holds no list of class names. Write one name a line, or a JSON array of names.`;
  if (trimmed.startsWith('[')) return parseJson(z.array(z.string()), trimmed, unfit);
  return trimmed.split(/\r?\n/).map((line) => line.trim());
}
