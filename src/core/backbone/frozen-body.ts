/**
 * The body of a frozen network, once forwards and once backwards.
 *
 * A layer's output is freed as soon as its last reader is done, unless it is a gate: the output of relu or relu6, which
 * the way back reads. There each output's gradient is a sum over its readers, from the last to the first; the first of
 * them gets to see what came together, and the gate, since its kernel may have both in the same pass.
 */
import type { Tensor, Tensor4D } from '../tf';
import { gateOf, INPUT, sourcesOf, type Layer } from './description/layers';
import type { FrozenLayer } from './frozen-layer';
import type { Gate } from '../kernels/relu-gate';

export interface FrozenBody {
  /** Runs the body, without touching the input [B, H, W, 3]. */
  forward(input: Tensor4D, pass: { readonly keep: boolean }): ForwardPass;
  /**
   * Pulls the gradient of the output, ahead of its activation, back to the input. Consumes both; the output's own gate
   * is the caller's to apply and to free.
   */
  backward(gradient: Tensor, pass: ForwardPass): Tensor4D;
  dispose(): void;
}

export interface ForwardPass {
  /** of the last layer: a map [B, h, w, features] or [B, features] */
  readonly output: Tensor;
  /** the output's own gate, where it came from an activation and was kept */
  readonly gate: Gate | null;
  readonly steps: readonly Step[];
}

/** What the way back gets to know of a layer. */
interface Step {
  readonly kept: readonly Tensor[];
  readonly sources: readonly number[];
  readonly shapes: readonly (readonly number[])[];
  /** its output, where that is a gate */
  readonly gate: Gate | null;
}

export function frozenBody(body: readonly Layer[], layers: readonly FrozenLayer[]): FrozenBody {
  const sources = body.map(sourcesOf);
  const readers = readersOf(sources);
  const last = body.length - 1;

  /** Whether the residual connection behind a layer is the layer's own to add: nobody else sees its bare output. */
  const joins = (index: number): boolean => {
    const next = body[index + 1];
    if (next?.kind !== 'residual' || next.from >= index) return false;
    return !!layers[index]!.adds && !gateOf(body[index]!) && readers.get(index)!.length === 1;
  };

  return {
    forward(input, { keep }) {
      const outputs = new Map<number, Tensor>([[INPUT, input]]);
      const steps: Step[] = [];
      body.forEach((layer, index) => {
        const read = sources[index]!;
        const inputs = read.map((source) => outputs.get(source)!);
        const added = layer.kind === 'residual' && joins(index - 1);
        const addend = joins(index) ? outputs.get((body[index + 1] as { from: number }).from)! : null;
        const pass = { addend, keep };
        const { output, kept = [] } = layers[index]!.forward(added ? inputs.slice(0, 1) : inputs, pass);
        const of = gateOf(layer);
        const gate = keep && of ? { activation: output, of } : null;
        outputs.set(index, output);
        steps.push({ kept, sources: read, shapes: inputs.map(({ shape }) => shape), gate });
        for (const source of new Set(read)) {
          if (source === INPUT || readers.get(source)!.at(-1) !== index || steps[source]!.gate) continue;
          outputs.get(source)!.dispose();
        }
      });
      return { output: outputs.get(last)!, gate: steps[last]!.gate, steps };
    },

    backward(gradient, { steps }) {
      const gradients = new Map<number, Tensor>([[last, gradient]]);
      for (let index = last; index >= 0; index--) {
        const { kept, sources: read, shapes } = steps[index]!;
        const current = gradients.get(index)!;
        gradients.delete(index);
        const inputs = read.map((source, place) => ({
          shape: shapes[place]!,
          addend: gradients.get(source) ?? null,
          gate: readers.get(source)![0] === index ? (steps[source]?.gate ?? null) : null,
        }));
        const results = layers[index]!.backward(current, { kept, inputs });
        read.forEach((source, place) => gradients.set(source, results[place]!));
        const used = inputs.flatMap(({ addend, gate }) => [addend, gate?.activation]);
        for (const tensor of [current, ...kept, ...used]) tensor?.dispose();
      }
      return gradients.get(INPUT) as Tensor4D;
    },

    dispose: () => layers.forEach((layer) => layer.dispose()),
  };
}

/** Who reads each output, in order. */
export function readersOf(sources: readonly (readonly number[])[]): ReadonlyMap<number, readonly number[]> {
  const readers = new Map<number, number[]>();
  sources.forEach((read, reader) => {
    if (new Set(read).size < read.length) throw new Error(`Layer ${reader} adds an output to itself.`);
    for (const source of read) {
      if (source < INPUT || source >= reader) {
        throw new Error(`Layer ${reader} reads ${source}, not an earlier one.`);
      }
      readers.set(source, [...(readers.get(source) ?? []), reader]);
    }
  });
  for (let index = 0; index < sources.length - 1; index++) {
    if (!readers.has(index)) throw new Error(`Nothing reads layer ${index}.`);
  }
  return readers;
}
