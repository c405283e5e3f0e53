/** Before a run begins, all that its first steps need is compiled at once, and how far that has come is told. */
import { describeRefusal } from '../core/engine/candidates';
import { rehearse } from '../core/engine/rehearsal';
import type { RunControl } from './control';
import type { TrainingEvent } from './events';
import { refused } from './failures';
import { RunStopped } from './gate';
import { firstSteps, type FirstSteps } from './first-steps';
import type { Workbench } from './workbench';

export interface Compiled {
  readonly done: number;
  /** pipelines that it lacked, those included that somebody else had ordered */
  readonly total: number;
}

/** Tells of a run's pipelines until they are there; of none where none is missing. @throws RunStopped, UserError */
export async function* compileFirstSteps({
  run,
  control,
  breathe,
  firstSteps,
}: Workbench): AsyncGenerator<TrainingEvent> {
  for await (const { done, total } of compileAhead(firstSteps(), { breathe, control })) {
    yield { type: 'progress', runId: run.id, phase: 'compiling', done, total, eta: null };
  }
  if (control.stopped) throw new RunStopped('The run was stopped.');
}

/**
 * Rehearses and waits, with air between the pieces of work.
 * @param around.control nobody waits any more once it is stopped; what is on its way arrives nevertheless
 * @throws UserError when the device cannot compile something
 */
export async function* compileAhead(
  steps: FirstSteps,
  { breathe, control }: { readonly breathe: () => Promise<void>; readonly control?: RunControl },
): AsyncGenerator<Compiled> {
  const orders = new Set<Promise<void>>();
  let done = 0;
  let failure: Error | null = null;
  let wake = (): void => undefined;
  const arrived = () => void (done += 1);
  const failed = (error: Error) => void (failure ??= error);
  for (const piece of firstSteps(steps)) {
    await breathe();
    if (control?.stopped) return;
    for (const order of rehearse(piece)) {
      if (!orders.has(order)) void order.then(arrived, failed).then(() => wake());
      orders.add(order);
    }
  }
  const total = orders.size;
  const unlisten = control?.listen(() => wake());
  try {
    for (let told = -1; told < total;) {
      if (failure) throw refused(describeRefusal(failure));
      if (control?.stopped) return;
      if (told === done) await new Promise<void>((resolve) => (wake = resolve));
      else if (total > 0) yield { done: (told = done), total };
      else return;
    }
  } finally {
    unlisten?.();
  }
}
