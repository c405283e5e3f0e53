import { layerParameters, type LayerSpec } from '../../../core/ablation/layer-spec';
import { generatorSpec } from '../../../core/ablation/mask-generator';
import type { FeatureMap } from '../../../data/inspection';
import type { MethodConfig } from '../../../core/method-config';

/** The place of a stage among the maps of an answer: `r(x)` and a thumbnail of it are inputs, without parameters. */
export interface StagePlace {
  readonly map: FeatureMap | null;
  readonly facts: StageFacts | null;
}

/** Each map with the facts of the layers that made it; before the answer is there, r(x) and the facts alone. */
export function stagePlaces(
  maps: readonly FeatureMap[] | null,
  facts: readonly StageFacts[],
): readonly StagePlace[] {
  if (!maps) return [{ map: null, facts: null }, ...facts.map((one) => ({ map: null, facts: one }))];
  const inputs = maps.filter(({ kind }) => kind === 'input').length;
  return maps.map((map, index) => ({ map, facts: facts[index - inputs] ?? null }));
}

/** What one stage of the mask network does, in the order in which it does it. */
export interface StageFacts {
  readonly operations: readonly LayerSpec['kind'][];
  /** channels before and after */
  readonly inputs: number;
  readonly outputs: number;
  /** trained ones; running statistics are not counted */
  readonly parameters: number;
  /** whether it halves both sides */
  readonly pools: boolean;
}

/** The stages of g_φ after r(x): its blocks, the last one its head. They follow from the method alone. */
export function stageFacts(method: MethodConfig): readonly StageFacts[] {
  const { trunk, maskHead } = generatorSpec(method);
  const stages: LayerSpec[][] = [];
  for (const layer of [...trunk, ...maskHead]) {
    const begins = layer.kind === 'convolution' || layer.kind === 'dense' || layer === maskHead[0];
    if (begins || stages.length === 0) stages.push([]);
    stages.at(-1)!.push(layer);
  }
  return stages.map((layers) => {
    const weighted = layers.find((layer) => layer.kind === 'convolution' || layer.kind === 'dense');
    const mean = layers.find((layer) => layer.kind === 'channel-mean');
    return {
      operations: layers.map(({ kind }) => kind),
      inputs: weighted?.inputs ?? mean?.channels ?? 3,
      outputs: mean ? 3 : (weighted?.outputs ?? 3),
      parameters: layerParameters(layers)
        .filter(({ group }) => group === 'mask')
        .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0),
      pools: layers.some(({ kind }) => kind === 'max-pool'),
    };
  });
}
