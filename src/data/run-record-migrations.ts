/**
 * Run records of earlier versions, lifted to the present one when a file is read. A migration never changes again,
 * so it names variants by itself instead of asking the registry. What does not fit is handed on as it is: the
 * present version's schema then says what is wrong with it.
 */
import { z } from '../lib/schema';

const version1 = z.looseObject({
  method: z.looseObject({ generatorLayers: z.int(), generatorSize: z.string() }),
});
const withConfig = z.looseObject({ config: z.unknown() });
const withRecord = z.looseObject({ record: z.unknown() });

/** Version 1 gave the generator's depth and width in numbers; every other part was SMM's. */
const generators: Readonly<Record<string, string>> = {
  '5 small': 'convnet-small',
  '5 medium': 'convnet',
  '5 large': 'convnet-large',
  '5 x-large': 'convnet-x-large',
  '6 medium': 'convnet-6-layer',
};

/** A run's configuration from version 1 to 2: one field for each switch of the method. */
export function configWithSwitches(config: unknown): unknown {
  const known = version1.safeParse(config);
  if (!known.success) return config;
  const { generatorLayers, generatorSize, ...method } = known.data.method;
  const switches = {
    masks: 'per-sample',
    channels: 'three',
    generator: generators[`${generatorLayers} ${generatorSize}`],
    interpolation: 'patch-wise',
    pattern: 'shared',
  };
  return { ...known.data, method: { ...method, ...switches } };
}

/** The same for a run record. */
export function recordWithSwitches(record: unknown): unknown {
  const known = withConfig.safeParse(record);
  return known.success ? { ...known.data, config: configWithSwitches(known.data.config) } : record;
}

/** The same for a document that holds the record beside other things. */
export function documentWithSwitches(document: unknown): unknown {
  const known = withRecord.safeParse(document);
  return known.success ? { ...known.data, record: recordWithSwitches(known.data.record) } : document;
}
