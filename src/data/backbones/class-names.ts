/** What the source classes of a network are called. A weights file does not say. */
import { UserError } from '../../lib/user-error';

/** Of ImageNet, which a network of so many classes is taken to know. */
const IMAGENET_CLASSES = 1000;

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
