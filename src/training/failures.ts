/** Ends of a run that neither the person nor the program wanted, and that the person can do something about. */
import type { RunConfig } from '../core/method-config';
import type { DeviceRefusal } from '../core/engine/candidates';
import { UserError } from '../lib/user-error';

/** The device cannot hold what the run needs. */
export class OutOfMemory extends UserError {
  constructor() {
    super('There is not enough memory for this run. Choose a smaller batch or a smaller image side.');
  }
}

/** Loss or weights have left the numbers; every later step would be made of nothing. */
export class Diverged extends UserError {
  /** @param step the first that is known to be wrong, or where it was found out */
  constructor(step: number, { training }: Pick<RunConfig, 'training'>) {
    const { patternLearningRate, maskLearningRate } = training;
    super(
      `The run has diverged: at step ${step} its values are no longer numbers. Train with smaller learning rates ` +
        `(now ${patternLearningRate} for the pattern, ${maskLearningRate} for the masks).`,
    );
  }
}

/** The device did not do what it was asked for, and nothing computed since can be trusted. */
export function refused({ outOfMemory, message }: DeviceRefusal): UserError {
  return outOfMemory
    ? new OutOfMemory()
    : new UserError(`The graphics device refused a part of the computation (${message}).`);
}

/** How engines and TensorFlow.js say that there is no room, each in its own words and mostly as a plain Error. */
const NO_ROOM = new RegExp(
  [
    'out of memory',
    'allocat(e|ion)',
    'cannot enlarge memory',
    'memory access out of bounds',
    'invalid (typed )?array (buffer )?length',
    'too large for the implementation',
    'texture size .* greater than',
    'unable to create webgltexture',
  ].join('|'),
  'i',
);

/** OutOfMemory where the error means that, else the error itself. */
export function inOurWords(error: unknown): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  return NO_ROOM.test(error.message) ? new OutOfMemory() : error;
}
