import type { ArrangeOptions } from '../../data/own/arrange';
import { classNameOf } from '../../lib/class-name';

/** What a person does to classes, as options that `arrange` understands: by label, so that nothing is decoded again. */

type Edits = Pick<ArrangeOptions, 'renamed' | 'relabelled'>;

interface Change {
  readonly from: string;
  /** null = left out */
  readonly to: string | null;
  /** as they are called now */
  readonly classes: readonly string[];
}

/**
 * Gives a class another name, joins it with the one that has that name, or leaves it out.
 * @param classNames names of labels that are numbers; null = labels are the names
 */
export function renameClass(
  { renamed, relabelled }: Edits,
  classNames: readonly string[] | null,
  { from, to, classes }: Change,
): Edits {
  const changed = new Map(renamed);
  const called = (name: string) => [...changed].flatMap(([label, one]) => (one === name ? [label] : []));
  // a label that others join is written down too, so that all of them are found again under the common name
  if (to !== null && classes.includes(to) && called(to).length === 0) {
    for (const label of labelsNamed(to, classNames)) changed.set(label, to);
  }
  const named = called(from);
  const unchanged = labelsNamed(from, classNames).filter((label) => !changed.has(label));
  const labels = classNames !== null || named.length === 0 ? [...named, ...unchanged] : named;
  for (const label of labels) changed.set(label, to);
  const alone = ([label, name]: readonly [string, string | null]) =>
    name === classNameOf(label, classNames) && called(name).length === 1;
  return {
    renamed: [...changed].filter((entry) => !alone(entry)),
    // pictures that were put there by hand go and come back with the class: see `arrange`
    relabelled: relabelled.map(([picture, name]) => [
      picture,
      name === from ? (to ?? classNameOf(labels[0]!, classNames)) : name,
    ]),
  };
}

/** Brings a class back that was left out, under the name it came with. */
export function bringBack({ renamed, ...rest }: ArrangeOptions, label: string): Edits {
  return { relabelled: rest.relabelled, renamed: renamed.filter(([one]) => one !== label) };
}

/** What is left out, by label, with the name that it came with. */
export function leftOutClasses(
  { renamed }: Pick<ArrangeOptions, 'renamed'>,
  classNames: readonly string[] | null,
): readonly { readonly label: string; readonly name: string }[] {
  return renamed.flatMap(([label, name]) =>
    name === null ? [{ label, name: classNameOf(label, classNames) }] : [],
  );
}

function labelsNamed(name: string, classNames: readonly string[] | null): string[] {
  const numbers = (classNames ?? []).flatMap((one, label) => (one === name ? [String(label)] : []));
  return numbers.length > 0 ? numbers : [name];
}
