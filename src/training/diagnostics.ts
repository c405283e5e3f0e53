import { patternPart } from '../core/ablation/pattern';
import { parameter } from '../core/method-state';
import type { TensorState } from '../core/method';
import * as tf from '../core/tf';
import type { Tensor4D } from '../core/tf';
import type { Diagnostics } from '../data/diagnostics';
import type { TrainingEvent } from './events';
import { leakDiagnostics } from './leak';
import { probe, type Probe } from './probe';
import type { Workbench } from './workbench';

/** Of a run that is done, with its final mapping. */
export async function* diagnose(bench: Workbench): AsyncGenerator<TrainingEvent, Diagnostics> {
  const { run, train, facts, breathe } = bench;
  const { method, state } = run;
  const mapping = run.mapping!;
  const seen = await probe({ run, state, train, facts, breathe });
  const told = method.needs.routing === 'label';
  return {
    masks: maskDiagnostics(seen),
    classPatterns: hasClassPatterns(bench)
      ? { spread: await patternSpread(state), entropy: told ? null : seen.entropy }
      : null,
    leak: told ? yield* leakDiagnostics(bench, { method, state, mapping }) : null,
  };
}

function hasClassPatterns({ run: { method } }: Workbench): boolean {
  return method.needs.routing !== 'none' && patternPart(method.config).from === 'classes';
}

function maskDiagnostics({ masks, images }: Probe): Diagnostics['masks'] {
  if (!masks) return null;
  const { onFraction, acrossImages, magnitude } = masks;
  return { images, onFraction, acrossImages, magnitude };
}

/** sqrt(mean_c ‖δ_c − mean‖²) / ‖mean‖ over the class patterns [k, H, W, 3]; 0 as long as all are zero. */
async function patternSpread(state: TensorState): Promise<number> {
  const norms = tf.tidy(() => {
    const patterns = parameter<Tensor4D>(state, 'patterns');
    const mean = tf.mean(patterns, 0, true);
    const apart = tf.div(tf.sum(tf.square(tf.sub(patterns, mean))), patterns.shape[0]);
    return tf.sqrt(tf.stack([apart, tf.sum(tf.square(mean))]));
  });
  const [apart, mean] = await norms.data<'float32'>();
  norms.dispose();
  return apart === 0 ? 0 : apart! / mean!;
}
