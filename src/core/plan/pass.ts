/**
 * A static plan is a list of passes in their order. Each runs one program (kernels/webgpu/program.ts) on operands whose
 * shapes, contents or places are known before anything runs.
 */
import { elementCount } from '../../lib/element-count';
import type { Binding, Program } from '../kernels/webgpu/program';

/** What passes read and write. Two operands are the same where they are the same object. */
export interface Operand {
  /** `array<f32>` and so on in the programs, four at once where the program says so; float16 through halves.ts */
  readonly dtype: 'float32' | 'float16' | 'int32' | 'uint32';
  /** of float16: a power of two that values are stored times */
  readonly scale?: number;
  readonly shape: readonly number[];
  /** `work` lives from the pass that writes it to the last that reads it; the others outlive the plan */
  readonly place: 'work' | 'constant' | 'outside';
}

/** What programs write; halves are only read. */
type Written = Exclude<Operand['dtype'], 'float16'>;

/** Given once: weights in the layout that a program wants. */
export interface Constant extends Operand {
  readonly dtype: 'float32' | 'float16';
  readonly place: 'constant';
  readonly values: Float32Array;
}

export interface Pass {
  /** its inputs are operands; the source reads them under their names, and writes `result` */
  readonly program: Program<Operand>;
  readonly result: Operand;
  /** further results, which the source writes under their names */
  readonly also?: Readonly<Record<string, Binding<Operand>>>;
  /** multiply-adds that the mathematics needs; the program's are those of all its threads, idle ones included */
  readonly needed?: number;
}

export function work(shape: readonly number[], dtype: Written = 'float32'): Operand {
  return { dtype, shape, place: 'work' };
}

export function outside(shape: readonly number[], dtype: Written = 'float32'): Operand {
  return { dtype, shape, place: 'outside' };
}

export function constant(shape: readonly number[], values: Float32Array): Constant {
  if (elementCount(shape) !== values.length) {
    throw new Error(`A constant of ${values.length} values cannot be [${shape.join(', ')}].`);
  }
  return { dtype: 'float32', shape, place: 'constant', values };
}

/**
 * In half precision. @param values all of which it can hold times the scale (fitHalves), a power of two; four divides
 * the last extent
 */
export function halfConstant(shape: readonly number[], values: Float32Array, scale: number): Constant {
  if (shape.at(-1)! % 4 !== 0) throw new Error(`Halves lie in fours, [${shape.join(', ')}] do not.`);
  if (!Number.isInteger(Math.log2(scale))) throw new Error(`${scale} is not a power of two.`);
  return { ...constant(shape, values), dtype: 'float16', scale };
}

/** A binding has at least sixteen bytes, as programs may read four at once. */
export function bytesOf({ dtype, shape }: Operand): number {
  return Math.max(16, (dtype === 'float16' ? 2 : 4) * elementCount(shape));
}

/** All that a pass binds, in the order of its bindings. */
export function operandsOf(pass: Pass): readonly Operand[] {
  return [...resultsOf(pass), ...Object.values(pass.program.inputs).map(({ tensor }) => tensor)];
}

export function resultsOf({ result, also = {} }: Pass): readonly Operand[] {
  return [result, ...Object.values(also).map(({ tensor }) => tensor)];
}
