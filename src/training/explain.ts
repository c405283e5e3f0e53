import type { Backbone } from '../core/backbone/backbone';
import type { TensorState } from '../core/method';
import * as tf from '../core/tf';
import type { Tensor, Tensor4D } from '../core/tf';
import { imagesContext, type ContextSource } from './prompt-context';

/** What a prompt does to some pictures, stage by stage, as plain values (the names of PromptTrace). */
export interface Explanation {
  readonly resized: Stage;
  /** null where the method has no such stage */
  readonly mask: Stage | null;
  readonly maskFull: Stage | null;
  readonly pattern: Stage | null;
  readonly prompted: Stage;
  /** [N, classes] */
  readonly logits: Stage;
}

/** A method as it stands, and the network that it prompts. */
export interface Explained {
  readonly source: ContextSource;
  readonly state: TensorState;
  readonly backbone: Backbone;
  /** before what trains, as somebody waits to see it: unless said otherwise */
  readonly urgent?: boolean;
}

export interface Stage {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Pictures that go through the method at once, at most: bounds the memory of a folder of pictures. */
const PICTURES_AT_ONCE = 16;

/** Parts of about one size, so that nobody is alone where masks are swapped. */
export function partsOf(count: number): { readonly start: number; readonly size: number }[] {
  const parts = Math.ceil(count / PICTURES_AT_ONCE);
  const starts = Array.from({ length: parts + 1 }, (_, part) => Math.round((part * count) / parts));
  return starts.slice(0, -1).map((start, part) => ({ start, size: starts[part + 1]! - start }));
}

/**
 * The forward pass in evaluation mode with every intermediate. The page's snapshots and the command line's
 * `explain` both come from here, so they agree.
 *
 * @param images r(x) [N, H, W, 3]; the caller's
 * @param names what to read back; reading less costs less
 */
export async function explain<Name extends keyof Explanation>(
  explained: Explained,
  images: Tensor4D,
  names: readonly Name[],
): Promise<Pick<Explanation, Name>> {
  // a training step may replace δ while the backbone is at work: every part must see the same one
  const frozen = Object.fromEntries(
    Object.entries(explained.state).map(([name, tensor]) => [name, tensor.clone()]),
  );
  const count = images.shape[0];
  const parts: Record<string, Stage | null>[] = [];
  try {
    for (const { start, size } of partsOf(count)) {
      const part = tf.slice(images, start, size);
      parts.push(await explainPart({ ...explained, state: frozen }, part, names));
    }
  } finally {
    tf.dispose(frozen);
  }
  const joined = names.map((name) => [
    name,
    join(
      parts.map((part) => part[name]!),
      count,
    ),
  ]);
  return Object.fromEntries(joined) as Pick<Explanation, Name>;
}

/** @param images [n, H, W, 3]; disposed, whatever happens: a page asks again after a failure */
async function explainPart(
  { source, state, backbone, urgent = true }: Explained,
  images: Tensor4D,
  names: readonly (keyof Explanation)[],
): Promise<Record<string, Stage | null>> {
  const look = (pictures: Tensor4D) => backbone.logits(pictures, { urgent });
  const held: { dispose(): void }[] = [images];
  try {
    const routed = await imagesContext(source, () => look(images));
    held.push(routed);
    const pass = source.method.prompt(state, images, 'evaluation', routed.context);
    held.push(pass);
    const logits = await look(pass.trace.prompted);
    held.push(logits);
    // asked for one by one: the enlarged mask is made only for who wants to see it
    const stage = (name: keyof Explanation) => (name === 'logits' ? logits : pass.trace[name]);
    const values = await Promise.all(names.map(async (name) => [name, await read(stage(name))] as const));
    return Object.fromEntries(values);
  } finally {
    for (const each of held) each.dispose();
  }
}

async function read(tensor: Tensor | null): Promise<Stage | null> {
  // a copy: a backend may hand out the tensor's own memory, and values cross to other threads
  return tensor && { shape: tensor.shape, values: Float32Array.from(await tensor.data<'float32'>()) };
}

/** Puts the parts of a stage together; one that all pictures share (δ, a fixed frame) is in each of them. */
function join(parts: readonly (Stage | null)[], count: number): Stage | null {
  const [first] = parts;
  if (!first || parts.length === 1) return first ?? null;
  const rows = parts.reduce((sum, part) => sum + part!.shape[0]!, 0);
  if (first.shape.length === 3 || rows !== count) return first;
  const values = new Float32Array((count / first.shape[0]!) * first.values.length);
  let end = 0;
  for (const part of parts) {
    values.set(part!.values, end);
    end += part!.values.length;
  }
  return { shape: [count, ...first.shape.slice(1)], values };
}

/** The values for each of `count` pictures, also where all share one. */
export function forEachPicture({ shape, values }: Stage, count: number): Float32Array {
  if (shape[0] === count) return values;
  const all = new Float32Array(count * values.length);
  for (let picture = 0; picture < count; picture++) all.set(values, picture * values.length);
  return all;
}
