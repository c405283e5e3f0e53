/** What a schema finds wrong with a plan, in sentences. */
import { suggestion } from '../../lib/closest';
import type { z } from '../../lib/schema';
import type { Mistake, Path } from './plan-document';
import { planSchema } from './plan-schema';

type Issue = z.core.$ZodIssue;

/** @param value what was checked: the issues lead into it */
export function mistakesOf(issues: readonly Issue[], value: unknown): Mistake[] {
  return issues.flatMap((issue) => mistakesIn(issue, value));
}

function mistakesIn(issue: Issue, value: unknown): Mistake[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      ofKey: true,
      sentence: `There is no such key here. ${suggestion(key, keysAt(path))}`,
    }));
  }
  const found = valueAt(value, path);
  if (issue.code === 'invalid_union') {
    // of the forms that it may have, the one that it was meant to have
    const meant = issue.errors.find((branch) => branch.every((one) => one.path.length > 0 || isOfKeys(one)));
    if (meant) {
      return meant.flatMap((one) => mistakesIn({ ...one, path: [...issue.path, ...one.path] }, value));
    }
    return [{ path, sentence: `${shown(found)} cannot stand here. Write a name, or keys with values.` }];
  }
  return [{ path, sentence: sentenceOf(issue, found) }];
}

const isOfKeys = ({ code }: Issue): boolean => code === 'unrecognized_keys';

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
};

function sentenceOf(issue: Issue, found: unknown): string {
  if (found === undefined) return 'This key is missing. Add it.';
  if (issue.code === 'invalid_type') {
    return `${shown(found)} is not ${KINDS[issue.expected] ?? issue.expected}. Write ${KINDS[issue.expected] ?? issue.expected}.`;
  }
  if (issue.code === 'invalid_value') return `${shown(found)} is unknown. ${choose(found, issue.values)}`;
  if (issue.code === 'too_small') {
    if (issue.origin === 'array') return 'The list is empty. Write at least one entry.';
    if (issue.origin === 'string') return 'There is no text here. Write some.';
    return `${shown(found)} is too small. Write ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.`;
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'array') return `The list is too long. Write at most ${issue.maximum} entries.`;
    if (issue.origin === 'string') return `The text is too long. Write at most ${issue.maximum} letters.`;
    return `${shown(found)} is too large. Write ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}.`;
  }
  if (issue.code === 'invalid_format') {
    return `${shown(found)} cannot be used here. Write letters, digits, dots and hyphens, in one line.`;
  }
  return `${shown(found)} cannot be used here. See docs/sweeps.md for what can.`;
}

/** What may stand in the group of keys at a path, as the schema has it. */
function keysAt(path: Path): string[] {
  let at: unknown = planSchema;
  for (const part of [...path, null]) {
    // what is left out, or may be written in several ways, is meant in its longest form
    for (;;) {
      const { type, innerType, options } = definitionOf(at);
      if (type === 'union') at = options!.find((option) => definitionOf(option).type === 'object');
      else if (innerType === undefined) break;
      else at = innerType;
    }
    if (part === null) break;
    const { element, shape } = definitionOf(at);
    at = typeof part === 'number' ? element : shape?.[part];
  }
  return Object.keys(definitionOf(at).shape ?? {});
}

interface Definition {
  readonly type: string;
  readonly innerType?: unknown;
  readonly options?: readonly unknown[];
  readonly element?: unknown;
  readonly shape?: Readonly<Record<string, unknown>>;
}

function definitionOf(schema: unknown): Definition {
  return (schema as { readonly def?: Definition } | undefined)?.def ?? { type: 'none' };
}

function choose(found: unknown, values: readonly unknown[]): string {
  return suggestion(String(found), values.map(String));
}

export function shown(found: unknown): string {
  if (found === null) return 'Nothing';
  if (Array.isArray(found)) return 'A list';
  if (typeof found === 'object') return 'A group of keys';
  const text = String(found);
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inside, part) =>
      typeof inside === 'object' && inside !== null
        ? (inside as Record<string | number, unknown>)[part]
        : undefined,
    value,
  );
}
