/**
 * Operations that some backends have a hand-written kernel for. Each is stated once, by its portable twin in stock
 * operations; a backend that registers a kernel under the operation's name runs that instead, in one pass.
 */
import './wasm';
import './webgpu';
import type { GateKind } from './relu-gate';
import {
  engine,
  getBackend,
  getKernel,
  tidy,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
} from '../tf';

export interface Operation<
  Inputs extends object,
  Attributes extends object,
  Result extends Tensor | Tensor[],
> {
  /** what backends register their kernel under */
  readonly kernel: string;
  /** the same in stock operations, which every backend has */
  portable(inputs: Inputs, attributes: Attributes): Result;
}

/** An attribute of operations with a gate. */
export interface Gated {
  /** the activation that the gate is the output of; where there is no gate it does not matter */
  readonly gateOf: GateKind;
}

/** An attribute of operations with a gate or an addend. */
export interface InPlace {
  /** these are not read again, so the result may stand where the gate, or else the addend, stood */
  readonly inPlace?: boolean;
}

/** @returns what the current backend's kernel makes of it, else the portable twin; the caller disposes */
export function runOperation<
  Inputs extends object,
  Attributes extends object,
  Result extends Tensor | Tensor[],
>(
  { kernel, portable }: Operation<Inputs, Attributes, Result>,
  inputs: Inputs,
  attributes: Attributes,
): Result {
  if (!getKernel(kernel, getBackend())) return tidy(() => portable(inputs, attributes));
  return engine().runKernel(kernel, inputs as unknown as NamedTensorMap, attributes as NamedAttrMap);
}
