import { masksPart } from './ablation/masks';
import type { LayerSpec } from './ablation/layer-spec';
import { createGenerator } from './generator';
import type { PromptContext, PromptMode, TensorState } from './method';
import type { MethodConfig } from './method-config';
import { parameter } from './method-state';
import { runLayers } from './run-layers';
import * as tf from './tf';
import type { Tensor3D, Tensor4D } from './tf';

/** What is made for one batch before anything is enlarged, with the way back. */
export interface CoarsePass {
  /** [B, h, w, 3], or one for all [1, h, w, 3] */
  readonly mask: Tensor4D;
  /** [B, h, w, 3] from a generator with a head for patterns, else null */
  readonly pattern: Tensor4D | null;
  /** new running statistics; the caller owns them */
  readonly statistics: TensorState;
  /** @returns gradients by parameter name; the caller owns them */
  pullback(gradients: { readonly mask: Tensor4D; readonly pattern: Tensor4D | null }): TensorState;
  dispose(): void;
}

/** Where coarse masks come from. */
export interface MaskSource {
  /** @param images r(x) [B, H, W, 3] */
  coarse(state: TensorState, images: Tensor4D, mode: PromptMode, context: PromptContext): CoarsePass;
  dispose(): void;
}

export function createMaskSource(config: MethodConfig): MaskSource {
  const part = masksPart(config);
  switch (part.from) {
    case 'generator': {
      const { run, dispose } = createGenerator(config);
      const ofEachImage = part.input === 'each-image';
      return {
        coarse: (state, images, mode, { meanImage }) => {
          if (ofEachImage) return run(state, images, mode);
          if (!meanImage)
            throw new Error('These masks are made of the mean image; hand it in as context.meanImage.');
          return run(state, meanImage, mode);
        },
        dispose,
      };
    }
    case 'parameters': {
      const layers: readonly LayerSpec[] = [
        ...(part.binary ? [{ kind: 'threshold' } as const] : []),
        ...(part.channels === 1 ? [{ kind: 'channel-mean', channels: 1 } as const] : []),
      ];
      return { coarse: (state) => sharedMask(state, part.name, layers), dispose: () => undefined };
    }
    default:
      return part satisfies never;
  }
}

/** A trained tensor [h, w, channels] as the mask of all images. */
function sharedMask(state: TensorState, name: string, layers: readonly LayerSpec[]): CoarsePass {
  const values = parameter<Tensor3D>(state, name);
  const batch: Tensor4D = tf.reshape(values, [1, ...values.shape]);
  const pass = layers.length > 0 ? runLayers(layers, state, batch, { inputGradient: true }) : null;
  return {
    mask: pass?.value ?? batch,
    pattern: null,
    statistics: {},
    pullback({ mask }) {
      const gradient = pass ? pass.pullback(mask).input! : mask.clone();
      const shaped: Tensor3D = tf.reshape(gradient, values.shape);
      gradient.dispose();
      return { [name]: shaped };
    },
    dispose() {
      pass?.dispose();
      batch.dispose();
    },
  };
}
