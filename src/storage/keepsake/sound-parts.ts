import type { z } from '../../lib/schema';
import { shownName } from '../../data/formats/source-file';

interface PartKind {
  readonly schema: z.ZodMiniType;
  readonly most: number;
}

/**
 * Those of the parts that fit; one that does not takes none of the others along.
 * @param problems takes a sentence for each of the others, a hundred at most
 */
export function soundParts(
  { schema, most }: PartKind,
  given: readonly unknown[],
  problems: string[],
): unknown[] {
  const say = (sentence: string) => problems.length < 100 && problems.push(sentence);
  if (given.length > most) say(`Of ${given.length} entries of a kind the first ${most} are taken.`);
  return given.slice(0, most).flatMap((part) => {
    const result = schema.safeParse(part);
    if (result.success) return [result.data];
    const issue = result.error.issues[0];
    const where = issue?.path.join('.').slice(0, 80);
    say(
      `${nameOf(part)} is damaged, or larger than anything that is kept here, and was left out (${where ? `${where}: ` : ''}${issue?.message ?? 'not valid'}).`,
    );
    return [];
  });
}

/** What a person may know it by. */
function nameOf(part: unknown): string {
  const { name, id } = Object(part) as { readonly name?: unknown; readonly id?: unknown };
  const known = [name, id].find((one) => typeof one === 'string' && one !== '');
  return typeof known === 'string' ? shownName(known, 80) : 'An entry without a name';
}
