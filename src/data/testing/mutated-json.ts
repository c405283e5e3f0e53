/** JSON documents as nobody should write them: real ones, with a few of their values or names exchanged. */
import fc from 'fast-check';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const polluting = JSON.parse(
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
) as Json;

/** Made when it is drawn: most are large. */
const hostileValues: readonly (() => Json)[] = [
  () => null,
  () => true,
  () => -1,
  () => 0,
  () => 0.5,
  () => 1e308,
  () => -1e-320,
  () => 2 ** 31,
  () => 2 ** 53,
  () => 1e15,
  () => 65_536,
  () => 1_000_000,
  () => '',
  () => 'constructor',
  () => '../../../etc/passwd',
  () => '<img src=x onerror=alert(1)>',
  () => '\u202e\u0000\ud800',
  () => 'x'.repeat(9_000),
  () => [],
  () => ({}),
  () => polluting,
  () => nested(800),
  () => Array.from({ length: 600 }, (_, i) => i),
  () => Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`name-${i}`, i])),
];
const hostileNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  'length',
  '0',
];

function nested(depth: number): Json {
  let value: Json = 1;
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
}

interface Change {
  /** which way to go at each level, a share of 2³² */
  readonly way: readonly number[];
  readonly how: number;
  readonly value: number;
}

const share = fc.integer({ min: 0, max: 0xffffffff });
const change = fc.record<Change>({
  way: fc.array(share, { minLength: 1, maxLength: 7 }),
  how: fc.nat(4),
  value: share,
});

/** @param documents real ones of one kind */
export function mutatedJson(documents: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.nat(documents.length - 1), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([index, changes]) =>
      changes.reduce((value: Json, one) => changed(value, one, 0), documents[index] as Json),
    );
}

/** As text, of which one in four is torn besides. */
export function mutatedJsonText(documents: readonly unknown[]): fc.Arbitrary<string> {
  return fc.tuple(mutatedJson(documents), fc.nat(3), share).map(([value, torn, at]) => {
    const text = JSON.stringify(value);
    return torn > 0
      ? text
      : text.slice(0, pick(at, text.length)) + text.slice(pick(at, text.length) + 1 + (at % 7));
  });
}

function pick(part: number, count: number): number {
  return Math.floor((part / 2 ** 32) * count);
}

function changed(value: Json, { way, how, value: choice }: Change, depth: number): Json {
  const step = way[depth];
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.length === 0 || step === undefined) return hostileValues[pick(choice, hostileValues.length)]!();
  const at = pick(step, entries.length);
  const [name, inner] = entries[at]!;
  // the last level of the way is where the change happens, unless there is nothing below
  const last = depth === way.length - 1;
  if (last && how === 1) entries.splice(at, 1);
  else if (last && how === 2) entries.splice(at, 0, entries[at]!);
  else if (last && how === 3) entries[at] = [hostileNames[choice % hostileNames.length]!, inner];
  else if (last && how === 4) entries.push([hostileNames[choice % hostileNames.length]!, polluting]);
  else entries[at] = [name, changed(inner, { way, how, value: choice }, depth + 1)];
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}
