/**
 * The body of a frozen network as passes, forwards and backwards: what frozen-body.ts does layer by layer, written down
 * beforehand for one shape of pictures. Activations are gone as soon as they are read; of a relu6 its gate's bits stay.
 */
import type { ConvolutionLayer, Layer } from '../description/layers';
import { gateOf, INPUT, sourcesOf } from '../description/layers';
import { readersOf } from '../frozen-body';
import { beforeOf } from '../frozen-convolution';
import { work, type Operand, type Pass } from '../../plan/pass';
import { depthwiseBackPass, depthwisePass } from './depthwise-pass';
import { bitsOfPixels, bitsOfRows, type GateBits } from './gate-bits';
import { pointwisePass } from './pointwise-pass';
import type { LayerConstants } from './layer-constants';
import { stemBackPass, stemPass } from './stem-pass';

interface Body {
  readonly layers: readonly Layer[];
  /** of each convolution, null elsewhere */
  readonly constants: readonly (LayerConstants | null)[];
}

export interface ForwardPasses {
  readonly passes: readonly Pass[];
  /** of the last layer [n, h, w, features] */
  readonly output: Operand;
  /** of each layer that ends in relu or relu6, where they are kept */
  readonly gates: ReadonlyMap<number, GateBits>;
  /** of what each layer reads */
  readonly sides: readonly number[];
}

/** @param input [n, H, H, 3] */
export function forwardPasses(
  { layers, constants }: Body,
  input: Operand,
  { keep }: { readonly keep: boolean },
): ForwardPasses {
  const outputs = new Map<number, Operand>([[INPUT, input]]);
  const gates = new Map<number, GateBits>();
  const passes: Pass[] = [];
  const sides: number[] = [];
  layers.forEach((layer, index) => {
    const x = outputs.get(sourcesOf(layer, index)[0]!)!;
    const [batch, side] = x.shape as [number, number];
    sides.push(side);
    // the product ahead has added it
    if (layer.kind === 'residual') return void outputs.set(index, x);
    if (!isConvolution(layer)) throw new Error(`No pass for a layer of the kind ${layer.kind}.`);
    const outSide = Math.ceil(side / layer.stride);
    const result = work([batch, outSide, outSide, layer.outputs]);
    const pixels = batch * outSide * outSide;
    const bits = !keep || !gateOf(layer) ? null : bitsFor(layer, { pixels, side: outSide });
    if (bits) gates.set(index, bits);
    const next = layers[index + 1];
    const addend = next?.kind === 'residual' ? outputs.get(next.from)! : null;
    passes.push(forwardPass(layer, constants[index]!, { x, addend, bits, result }));
    outputs.set(index, result);
  });
  return { passes, output: outputs.get(layers.length - 1)!, gates, sides };
}

/**
 * @param gradient by the output, ahead of its activation
 * @param result by the pictures
 */
export function backwardPasses(
  { layers, constants }: Body,
  { gates, sides }: ForwardPasses,
  { gradient, result }: { readonly gradient: Operand; readonly result: Operand },
): readonly Pass[] {
  const gradients = new Map<number, Operand>([[layers.length - 1, gradient]]);
  const readers = readersOf(layers.map(sourcesOf));
  const [batch] = result.shape as [number];
  const passes: Pass[] = [];
  for (let index = layers.length - 1; index >= 0; index--) {
    const layer = layers[index]!;
    const current = gradients.get(index)!;
    if (layer.kind === 'residual') {
      for (const source of sourcesOf(layer, index)) gradients.set(source, current);
      continue;
    }
    if (!isConvolution(layer)) throw new Error(`No pass for a layer of the kind ${layer.kind}.`);
    const source = sourcesOf(layer, index)[0]!;
    const side = sides[index]!;
    const there = source === INPUT ? result : work([batch, side, side, layer.inputs]);
    const addend = gradients.get(source) ?? null;
    // its first reader is the last to send a gradient back: what came together there goes through the gate
    const gate = readers.get(source)![0] === index ? (gates.get(source) ?? null) : null;
    passes.push(backwardPass(layer, constants[index]!, { gradient: current, addend, gate, result: there }));
    gradients.set(source, there);
  }
  return passes;
}

function forwardPass(
  layer: ConvolutionLayer,
  { filter, bias }: LayerConstants,
  {
    x,
    addend,
    bits,
    result,
  }: {
    readonly x: Operand;
    readonly addend: Operand | null;
    readonly bits: GateBits | null;
    readonly result: Operand;
  },
): Pass {
  const { kind, activation } = layer;
  switch (kind) {
    case 'convolution':
      return stemPass({ x, filter, bias, activation, bits }, geometryOf(layer, x), result);
    case 'depthwise':
      return depthwisePass({ x, filter, bias, activation, bits }, geometryOf(layer, x), result);
    case 'pointwise':
      return pointwisePass({ x, filter, bias, activation, addend, bits }, result);
    default:
      throw new Error(`No such convolution: ${kind satisfies never}.`);
  }
}

function backwardPass(
  layer: ConvolutionLayer,
  { filter, back }: LayerConstants,
  {
    gradient,
    addend,
    gate,
    result,
  }: {
    readonly gradient: Operand;
    readonly addend: Operand | null;
    readonly gate: GateBits | null;
    readonly result: Operand;
  },
): Pass {
  const { kind } = layer;
  switch (kind) {
    case 'convolution':
      return stemBackPass({ gradient, filter }, geometryOf(layer, result), result);
    case 'depthwise':
      return depthwiseBackPass({ gradient, filter, addend, gate }, geometryOf(layer, result), result);
    case 'pointwise':
      return pointwisePass({ x: gradient, filter: back, addend, gate }, result);
    default:
      throw new Error(`No such convolution: ${kind satisfies never}.`);
  }
}

/** @param operand of the input's shape [n, H, H, in] */
function geometryOf(layer: ConvolutionLayer, operand: Operand) {
  const side = operand.shape[1]!;
  return { side, stride: layer.stride, before: beforeOf(layer, side) };
}

function bitsFor(
  { kind, outputs }: ConvolutionLayer,
  { pixels, side }: { readonly pixels: number; readonly side: number },
): GateBits {
  return kind === 'pointwise' ? bitsOfPixels(pixels, outputs) : bitsOfRows({ pixels, side }, outputs);
}

function isConvolution(layer: Layer): layer is ConvolutionLayer {
  return layer.kind === 'convolution' || layer.kind === 'depthwise' || layer.kind === 'pointwise';
}
