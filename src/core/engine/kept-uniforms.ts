/**
 * The shapes and constants of a dispatch are the same in every step, and TensorFlow.js uploads them every time. Here
 * each content that comes back is kept on the device, in a buffer of its own, and bound again; what changes with every
 * step (Adam's rates) goes its old way.
 */

/** As much of TensorFlow.js' WebGPU backend as it takes; the package stays out of the method's realm. */
export interface UniformBackend {
  makeUniforms(numbers: Numbers): object;
  /** what goes back to the pool with the next submission */
  readonly uniformPendingDisposal: object[];
}

type Numbers = readonly { readonly type: string; readonly data: readonly number[] }[];

/** A step has some two hundred dispatches; several methods and batch sizes in turn fit well. */
const MOST_KEPT = 8192;

/** Contents seen once, at most; beyond that all are strangers again. */
const MOST_SEEN = 8192;

export function keepUniforms(backend: UniformBackend): void {
  const make = backend.makeUniforms.bind(backend);
  const kept = new Map<string, object>();
  const seen = new Set<string>();
  backend.makeUniforms = (numbers) => {
    const content = numbers.map(({ type, data }) => `${type}:${data.join()}`).join(';');
    const known = kept.get(content);
    if (known) return known;
    const made = make(numbers);
    if (!seen.delete(content)) {
      if (seen.size >= MOST_SEEN) seen.clear();
      seen.add(content);
    } else if (kept.size < MOST_KEPT) {
      backend.uniformPendingDisposal.pop();
      kept.set(content, made);
    }
    return made;
  };
}
