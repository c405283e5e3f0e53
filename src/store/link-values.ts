import { isOwnId } from '../data/own/own-id';
import { isLabRun, isRecordedRun, labRunId, recordedRunId } from './run-ids';
import {
  dataId,
  dataNames,
  embeddedNetwork,
  networkName,
  type DataChoice,
  type NetworkName,
} from './settings';
import type { Beside } from './view';

/** How one kind of value stands in a link. `decode` answers undefined for anything that does not fit. */
export interface LinkValue<T> {
  /** in words, for the documentation */
  readonly kind: string;
  decode(text: string): T | undefined;
  /** undefined = this value has no place in a link */
  encode(value: T): string | undefined;
}

export function choice<const T extends string>(choices: readonly T[]): LinkValue<T> {
  return {
    kind: choices.join(' | '),
    decode: (text) => choices.find((one) => one === text),
    encode: (value) => value,
  };
}

/** A network of one's own stays on its machine; its name leads there only where the same one is kept. */
export const networkChoice: LinkValue<NetworkName> = {
  kind: `${embeddedNetwork} | own:<16 digits, 0–9 a–f>`,
  decode: (text) => networkName(text) ?? undefined,
  encode: (value) => value,
};

/** Data of one's own stays on its machine; its name leads there only where the same pictures lie. */
export const dataChoice: LinkValue<DataChoice> = {
  kind: [...dataNames, 'own:<16 digits, 0–9 a–f>'].join(' | '),
  decode: (text) => (isOwnId(text) ? { own: text, facts: null } : dataNames.find((name) => name === text)),
  encode: dataId,
};

export function numberChoice(choices: readonly number[]): LinkValue<number> {
  return {
    kind: choices.join(' | '),
    decode: (text) => choices.find((one) => String(one) === text),
    encode: String,
  };
}

export function integer({ min, max }: { readonly min: number; readonly max: number }): LinkValue<number> {
  return {
    kind: `whole number ${min}–${max}`,
    decode: (text) => {
      const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
      return value >= min && value <= max ? value : undefined;
    },
    encode: String,
  };
}

/** A positive number; it goes through the link at full precision. */
export function number({ min, max }: { readonly min: number; readonly max: number }): LinkValue<number> {
  return {
    kind: `number ${min}–${max}`,
    decode: (text) => {
      const value = /^\d{0,10}\.?\d{0,20}(e-?\d{1,2})?$/i.test(text) && text !== '' ? Number(text) : NaN;
      return value >= min && value <= max ? value : undefined;
    },
    encode: String,
  };
}

/** `test/17`: a picture that everybody has. A person's own picture stays on their machine and out of links. */
export const testPicture: LinkValue<string | null> = {
  kind: 'test/<number>',
  decode: (text) => (/^test\/\d{1,7}$/.test(text) ? text : undefined),
  encode: (id) => (id?.startsWith('test/') ? id : undefined),
};

/**
 * A run that everybody has: `smm` and `full` come with the page, `lab/<id>` are those of the recorded lab. A run that
 * was trained or brought here stays out of links.
 */
export const recordedRun: LinkValue<string | null> = {
  kind: 'smm | full | lab/<id of a recorded variant>',
  decode: (text) => {
    if (!/^(lab\/)?[a-z0-9][a-z0-9.-]{0,79}$/.test(text)) return undefined;
    return text.startsWith(labRunId('')) ? text : recordedRunId(text);
  },
  encode: (id) => {
    if (id === null) return undefined;
    return isLabRun(id) ? id : isRecordedRun(id) ? id.slice(recordedRunId('').length) : undefined;
  },
};

/** `run:lab/<id>` or `test/17`: what stands beside, under the same rules as what is shown. */
export const besideValue: LinkValue<Beside | null> = {
  kind: 'run:<a recorded run> | test/<number>',
  decode: (text) => {
    const runId = text.startsWith('run:') ? recordedRun.decode(text.slice(4)) : undefined;
    if (typeof runId === 'string') return { what: 'run', runId };
    const sampleId = testPicture.decode(text);
    return typeof sampleId === 'string' ? { what: 'sample', sampleId } : undefined;
  },
  encode: (beside) => {
    if (beside === null) return undefined;
    if (beside.what === 'sample') return testPicture.encode(beside.sampleId);
    const run = recordedRun.encode(beside.runId);
    return run === undefined ? undefined : `run:${run}`;
  },
};

/** `12.40`: row and column. */
export const pixel: LinkValue<{ readonly row: number; readonly column: number } | null> = {
  kind: 'row.column',
  decode: (text) => {
    const match = /^(\d{1,3})\.(\d{1,3})$/.exec(text);
    return match ? { row: Number(match[1]), column: Number(match[2]) } : undefined;
  },
  encode: (probe) => (probe ? `${probe.row}.${probe.column}` : undefined),
};

const slugPattern = /^[a-z0-9][a-z0-9-]{0,59}$/;

/** A name inside of something else: a slide of a deck, a talk. */
export const slug: LinkValue<string | null> = {
  kind: 'small letters, digits and hyphens',
  decode: (text) => (slugPattern.test(text) ? text : undefined),
  encode: (name) => name ?? undefined,
};

/** A deck that comes with the page, `own-…` of this browser, or `link` for one that stands in the address itself. */
export const deckName: LinkValue<string | null> = { ...slug, kind: 'a deck’s name | own-<id> | link' };

/** A switch whose name alone turns it on: `?embed`. */
export const here: LinkValue<boolean> = {
  kind: 'on',
  decode: (text) => (text === '' || text === 'on' ? true : undefined),
  encode: (on) => (on ? 'on' : undefined),
};

export function orNothing<T>(value: LinkValue<T>): LinkValue<T | null> {
  return { ...value, encode: (it) => (it === null ? undefined : value.encode(it)) };
}

/** Several of a few words, in the order in which they stand there; `none` for an empty list. */
export function choices<const T extends string>(known: readonly T[]): LinkValue<readonly T[]> {
  return {
    kind: `${known.join(', ')}, any of them`,
    decode: (text) => {
      if (text === 'none') return [];
      const words = text.split(',');
      const found = words.flatMap((word) => known.find((one) => one === word) ?? []);
      return found.length === words.length && new Set(found).size === found.length ? found : undefined;
    },
    encode: (values) => values.join(',') || 'none',
  };
}

/** A switch that is off by default. */
export function flag(word: string): LinkValue<boolean> {
  return {
    kind: word,
    decode: (text) => (text === word ? true : undefined),
    encode: (on) => (on ? word : undefined),
  };
}
