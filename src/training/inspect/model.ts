/** What is asked: a trained model as plain values, which nothing that trains on can change meanwhile. */
import type { PlainState } from '../../core/method';
import type { RunConfig } from '../../core/method-config';
import { fromTensors } from '../../core/method-state';
import { adamToPlain, disposeAdam, type Born } from '../../core/optimiser/adam';
import { UserError } from '../../lib/user-error';
import type { Run } from '../run';

export interface Model {
  readonly config: RunConfig;
  readonly state: PlainState;
  /** π [k], and the one that goes with the pictures without a prompt; null where that is not known */
  readonly mapping: Int32Array;
  readonly unpromptedMapping: Int32Array | null;
  /** optimisation steps done, and whole epochs */
  readonly step: number;
  readonly epochs: number;
  /** Adam's, as `adamToPlain` names them; null where only the weights were stored */
  readonly moments: { readonly values: PlainState; readonly born: Born } | null;
}

/** How an answer is worked out beside whatever trains. */
export interface Asking {
  readonly progress: (done: number, total: number) => void;
  /** false = nobody waits for the answer */
  readonly wanted: () => boolean;
  /** gives the thread a moment for its messages */
  readonly breathe: () => Promise<void>;
}

/**
 * A run as it stands at this moment, Adam's moments included.
 * @throws UserError when it has no answers yet
 */
export async function modelOf(run: Run, { moments = true }: { moments?: boolean } = {}): Promise<Model> {
  const { config, method, step, mapping } = run;
  if (!mapping) {
    throw new UserError('This run has no answers yet. Wait for its first label mapping, or train a step.');
  }
  const epochs = run.epochs.length;
  const unpromptedMapping = run.unprompted && Int32Array.from(run.unprompted.mapping);
  const { born } = run.adam;
  // all of one step: a step that ends while these are read back replaces the tensors
  const vectors = Object.entries(run.adam.vectors).map(([key, vector]) => [key, vector.clone()] as const);
  const adam = { ...run.adam, vectors: Object.fromEntries(vectors) };
  try {
    const [state, values] = await Promise.all([
      fromTensors(run.state),
      moments ? adamToPlain(adam, method.parameters) : null,
    ]);
    return {
      config,
      state,
      mapping: Int32Array.from(mapping),
      unpromptedMapping,
      step,
      epochs,
      moments: values && { values, born },
    };
  } finally {
    disposeAdam(adam);
  }
}
