import { baselinePart } from './ablation/baseline';
import { patchWiseUpsampling } from './differentiable/patch-wise-upsampling';
import { generatorSpec, layersOf } from './ablation/mask-generator';
import type { TensorState } from './method';
import type { MethodConfig } from './method-config';
import { evaluateLayers, runLayers } from './run-layers';
import * as tf from './tf';
import type { Tensor4D } from './tf';

/** What a mask source makes of one batch. */
export interface MaskPass {
  /** coarse mask g_φ(r(x)) [B, h, w, 3]; null where there is none */
  readonly mask: Tensor4D | null;
  /** m(x) [B, H, W, 3], or one for all [1, H, W, 3] */
  readonly maskFull: Tensor4D;
  /** something in it trains */
  readonly trained: boolean;
  /** new running statistics; the caller owns them */
  readonly statistics: TensorState;
  /** @returns gradients by parameter name; the caller owns them */
  backward(maskFullGradient: Tensor4D): TensorState;
  dispose(): void;
}

/** Turns a batch r(x) [B, H, W, 3] into masks. */
export interface MaskSource {
  masks(state: TensorState, resized: Tensor4D, mode: 'training' | 'evaluation'): MaskPass;
  dispose(): void;
}

/** The mask source of a method; null where nothing is prompted. */
export function createMaskSource(config: MethodConfig): MaskSource | null {
  const { mask } = baselinePart(config);
  switch (mask.from) {
    case 'nothing':
      return null;
    case 'switches':
      return generatedMasks(config);
    case 'frame':
      return frameMask(mask.cells(config), config.side);
    default:
      return mask satisfies never;
  }
}

/** g_φ, then U_p. Evaluation keeps nothing to go back with. */
function generatedMasks(config: MethodConfig): MaskSource {
  const { side, patch } = config;
  const layers = layersOf(generatorSpec(config));
  return {
    masks(state, resized, mode) {
      if (mode === 'evaluation') {
        const mask = evaluateLayers(layers, state, resized);
        return evaluated(mask, patchWiseUpsampling(mask, { side, patch }).value);
      }
      const generator = runLayers(layers, state, resized);
      const upsampling = patchWiseUpsampling(generator.value, { side, patch });
      return {
        mask: generator.value,
        maskFull: upsampling.value,
        trained: true,
        statistics: generator.statistics,
        backward(maskFullGradient) {
          const maskGradient = upsampling.pullback(maskFullGradient);
          const { parameters } = generator.pullback(maskGradient);
          maskGradient.dispose();
          return parameters;
        },
        dispose() {
          upsampling.dispose();
          generator.dispose();
        },
      };
    },
    dispose: () => undefined,
  };
}

function evaluated(mask: Tensor4D, maskFull: Tensor4D): MaskPass {
  return {
    mask,
    maskFull,
    trained: true,
    statistics: {},
    backward() {
      throw new Error(
        'An evaluation pass keeps nothing to go back with; prompt in training mode for gradients.',
      );
    },
    dispose: () => tf.dispose([mask, maskFull]),
  };
}

/** A fixed mask M of zeros and ones, the same for every image and channel. */
function frameMask(cells: Uint8Array, side: number): MaskSource {
  const values = Float32Array.from({ length: cells.length * 3 }, (_, index) => cells[Math.floor(index / 3)]!);
  let maskFull: Tensor4D | null = null;
  return {
    masks() {
      maskFull ??= tf.keep(tf.tensor4d(values, [1, side, side, 3]));
      return {
        mask: null,
        maskFull,
        trained: false,
        statistics: {},
        backward: () => ({}),
        dispose: () => undefined,
      };
    },
    dispose() {
      maskFull?.dispose();
      maskFull = null;
    },
  };
}
