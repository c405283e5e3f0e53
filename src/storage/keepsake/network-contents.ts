/**
 * What `contents.json` says of networks of one's own: what each was, and not its weights. Those are as large as all else
 * together, and lie where they came from; brought back, the page says which file to drop again, or fetches it.
 */
import type { GeneratorId } from '../../core/method-config';
import { isOwnId, ownId, type OwnId } from '../../data/own/own-id';
import { z } from '../../lib/schema';
import type { Database } from '../database';
import { text, time } from './fields';

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const side = z.int().check(z.minimum(1), z.maximum(4096));
const count = z.int().check(z.minimum(1), z.maximum(100_000));
const rate = z.number().check(z.minimum(0), z.maximum(1));
const unit = z.union([z.number(), z.tuple([z.number(), z.number(), z.number()])]);

const GENERATORS = [
  ...(['convnet', 'mlp', 'convnet-large', 'convnet-small', 'patch-mlp'] as const),
  ...(['convnet-x-large', 'convnet-6-layer'] as const),
] satisfies readonly GeneratorId[];

export const networkSchema = z
  .object({
    id: z.custom<OwnId>((value) => typeof value === 'string' && isOwnId(value)),
    hash: sha256,
    content: sha256,
    bytes: z.int().check(z.minimum(1), z.maximum(2 ** 31)),
    name: text(1000),
    title: text(100),
    classes: count,
    classNames: z.nullable(z.array(text(1000)).check(z.maxLength(100_000))),
    normalisation: z.object({ scale: z.number(), shift: unit, divisor: unit }),
    saidNormalisation: z.boolean(),
    sides: z.object({ min: side, max: side, native: side }),
    step: side,
    suggested: z.nullable(
      z.object({
        ...{ source: text(200), side, patch: side },
        generator: z.enum(GENERATORS),
        ...{ patternLearningRate: rate, patternDecay: rate, maskLearningRate: rate, maskDecay: rate },
      }),
    ),
    fitting: z.nullable(z.object({ side, batch: count })),
    origin: z.union([
      z.object({ from: z.literal('file') }),
      z.object({
        from: z.literal('hub'),
        repository: z.string().check(z.regex(/^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/)),
        revision: z.string().check(z.regex(/^[0-9a-f]{40}$/)),
      }),
    ]),
    created: time,
    updated: time,
  })
  .check(
    z.refine((network) => network.id === ownId(network.hash), 'a network that is not what it is called'),
  );

export type KeptNetwork = z.infer<typeof networkSchema>;

export async function saveNetworks(database: Database): Promise<KeptNetwork[]> {
  const all = await database.use((open) => open.getAllFromIndex('networks', 'updated'));
  return all.map((network) => {
    const { parts, ...about } = structuredClone(network);
    void parts;
    return about as KeptNetwork;
  });
}

/** One that is here stays as it is; of another one it is known from now on what it was. */
export function takeNetwork(database: Database, network: KeptNetwork): Promise<'added' | 'known'> {
  return database.change(['networks'], async (transaction) => {
    const networks = transaction.objectStore('networks');
    if (await networks.getKey(network.id)) return 'known';
    await networks.put({ ...network, parts: 0 });
    return 'added';
  });
}
