import { layerParameters, type LayerSpec } from '../../../core/ablation/layer-spec';
import { generatorSpec } from '../../../core/ablation/mask-generator';
import type { MethodConfig } from '../../../core/method-config';

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
