/** What a keepsake holds: all that a person made here, in one ZIP. `contents.json` names its other files. */
import { guessSchema } from '../../data/deck';
import { guessLimit } from '../../data/guesses';
import { parseJson, parseWith, z } from '../../lib/schema';
import { UserError } from '../../lib/user-error';
import { datasetSchema, importSchema } from './dataset-contents';
import { file, text, time } from './fields';
import { networkSchema } from './network-contents';
import { soundParts } from './sound-parts';

export const FORMAT = 'smm-keepsake';
export const keepsakeVersion = 1;
export const CONTENTS = 'contents.json';

/** bytes of contents.json: ten thousand runs of a hundred epochs are far below */
export const contentsBytes = 128 * 2 ** 20;

const step = z.int().check(z.minimum(0), z.maximum(1_000_000_000));
const documents = text(32 * 2 ** 20);

const runSchema = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  source: z.enum(['trained-here', 'imported', 'recorded']),
  name: text(1000),
  notes: text(100_000),
  tags: z.array(text(1000)).check(z.maxLength(100)),
  created: time,
  updated: time,
  version: z.int().check(z.positive()),
  /** JSON each, as the library stores them: they lift and check themselves (storage/library-entry.ts) */
  record: documents,
  measured: documents,
  check: z.exactOptional(documents),
  files: z.object({
    curves: z.nullable(file),
    checkpoints: z.array(z.object({ step, fork: z.boolean(), file })).check(z.maxLength(100)),
    snapshots: z.nullable(file),
    capsule: z.nullable(file),
  }),
});

const deckSchema = z.object({
  id: z.string().check(z.regex(/^own-[a-z0-9-]{1,60}$/)),
  /** a deck file's text */
  text: text(1_200_000),
  updated: time,
});

const guessesSchema = z.object({
  id: text(300),
  guesses: z.array(guessSchema).check(z.maxLength(guessLimit)),
});

/** Each kind of part: what one is, and how many are read. */
const kinds = {
  runs: { schema: runSchema, most: 20_000 },
  decks: { schema: deckSchema, most: 5000 },
  imports: { schema: importSchema, most: 1000 },
  datasets: { schema: datasetSchema, most: 5000 },
  guesses: { schema: guessesSchema, most: 5000 },
  networks: { schema: networkSchema, most: 5000 },
} as const;

type Kind = keyof typeof kinds;
type Parts = { [K in Kind]: z.infer<(typeof kinds)[K]['schema']>[] };

export interface Contents extends Parts {
  readonly format: typeof FORMAT;
  readonly version: number;
  readonly settings: { readonly language: string | null };
}

export type KeptRun = Contents['runs'][number];
export type KeptDeck = Contents['decks'][number];

const list = z.array(z.unknown());
const frame = z.object({
  format: z.literal(FORMAT),
  version: z.int().check(z.positive()),
  runs: list,
  decks: list,
  imports: list,
  datasets: list,
  guesses: list,
  /** a file that was saved before there were any has none */
  networks: z._default(list, []),
  settings: z.object({ language: z.nullable(text(20)) }),
});

/** A part that does not fit is left out, with a sentence in `problems`; the others are whole. */
export function soundContents(given: Record<Kind, readonly unknown[]>): Parts & { problems: string[] } {
  const problems: string[] = [];
  const sound = <K extends Kind>(kind: K) => soundParts(kinds[kind], given[kind], problems) as Parts[K];
  return {
    runs: sound('runs'),
    decks: sound('decks'),
    imports: sound('imports'),
    datasets: sound('datasets'),
    guesses: sound('guesses'),
    networks: sound('networks'),
    problems,
  };
}

const REFUSED =
  'This is not a file of everything from SMM Explorer. Choose a .zip that was saved in Data & models.';

/** @throws UserError where it is something else, damaged as a whole, or of a newer version */
export function readContents(json: string): Contents & { readonly problems: string[] } {
  const value = parseJson(z.unknown(), json, REFUSED);
  const envelope = parseWith(z.looseObject({ format: z.string(), version: z.number() }), value, REFUSED);
  if (envelope.format !== FORMAT) throw new UserError(REFUSED);
  if (envelope.version > keepsakeVersion) {
    throw new UserError('This file was saved by a newer version of SMM Explorer. Update the app to open it.');
  }
  const damaged = 'The file of everything is damaged; save it again where it was made.';
  const { format, version, settings, ...given } = parseWith(frame, value, damaged);
  return { format, version, settings, ...soundContents(given) };
}
