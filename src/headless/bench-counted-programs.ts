/**
 * What a compute program asks of its threads, from its shapes alone. Our own programs say so themselves; of
 * TensorFlow.js' the loops are known from its sources (4.22), and one that is not listed is an error: nothing goes
 * uncounted.
 */
import type { BackendProgram } from '../core/kernels/webgpu/program';

export type Shape = readonly number[];

/** A program as the backend is handed it, with what it is run on. */
export interface ProgramCall {
  readonly program: BackendProgram & StockProgram;
  readonly inputs: readonly Shape[];
}

/** What TensorFlow.js' programs have beside. */
interface StockProgram {
  readonly dispatch: readonly [number, number, number];
  readonly transposeA?: boolean;
  readonly elementsPerThread?: readonly [number, number, number];
  readonly tileInner?: number;
}

/** Products of matrices in tiles: multiply-adds that are wanted, and those of all threads, padding included. */
export interface TiledProduct {
  readonly needed: number;
  readonly executed: number;
}

export function nameOf({ program }: ProgramCall): string {
  return program.trips === undefined ? program.constructor.name : program.shaderKey.split('_')[1]!;
}

/** Most additions, or other steps, that one thread takes after another for a value of the result. */
export function tripsOf(call: ProgramCall): number {
  const { program, inputs } = call;
  if (program.trips !== undefined) return program.trips;
  const name = nameOf(call);
  const [first = [], second = []] = inputs;
  const result = program.outputShape;
  if (STEPWISE.has(name)) return 1;
  switch (name) {
    case 'MatMulPackedProgram':
    case 'MatMulSmallOutputSizeProgram':
    case 'Conv2DMMProgram':
      return depthOf(call);
    case 'MatMulReduceProgram':
    case 'ReduceProgram':
    case 'ArgMinMaxProgram':
      return Math.ceil(size(first) / size(result) / program.workgroupSize[0]);
    case 'Conv2DDerInputProgram':
      return second[0]! * second[1]! * second[3]!;
    case 'Conv2DDerFilterProgram':
      return second[0]! * second[1]! * second[2]!;
    case 'DepthwiseConv2DProgram':
    case 'DepthwiseConv2DVec4Program':
    case 'DepthwiseConv2DDerInputProgram':
      return second[0]! * second[1]!;
    case 'Pool2DProgram':
      return Math.floor(first[1]! / result[1]!) * Math.floor(first[2]! / result[2]!);
    case 'MaxPool2DBackpropProgram':
      return Math.floor(result[1]! / first[1]!) * Math.floor(result[2]! / first[2]!);
    case 'ResizeNearestNeigborBackpropProgram':
      return (2 * Math.ceil(first[1]! / result[1]!) + 2) * (2 * Math.ceil(first[2]! / result[2]!) + 2);
    default:
      throw new Error(`How long do the threads of a ${name} take? Add it to bench-counted-programs.ts.`);
  }
}

/** null for what is no product of matrices */
export function productOf(call: ProgramCall): TiledProduct | null {
  const { program } = call;
  const { elementsPerThread, tileInner } = program;
  if (!TILED.has(nameOf(call)) || !elementsPerThread || !tileInner) return null;
  const depth = depthOf(call);
  const tiles = program.dispatch.reduce((product, count) => product * count, 1);
  const threads = tiles * size(program.workgroupSize);
  return {
    needed: size(program.outputShape) * depth,
    executed: threads * size(elementsPerThread) * Math.ceil(depth / tileInner) * tileInner,
  };
}

/** Each thread makes one value of the result, or a few side by side, out of as many. */
const STEPWISE = new Set([
  'AddNPackedProgram',
  'BatchNormProgram',
  'BinaryOpProgram',
  'ClipProgram',
  'ClipVec4Program',
  'ConcatProgram',
  'FillProgram',
  'GatherProgram',
  'OneHotProgram',
  'PadProgram',
  'ResizeNearestNeighborProgram',
  'ReverseProgram',
  'SelectProgram',
  'SliceProgram',
  'TileProgram',
  'TransposeProgram',
  'TransposeSharedProgram',
  'UnaryOpProgram',
  'UnsortedSegmentSumProgram',
]);

const TILED = new Set(['MatMulPackedProgram', 'Conv2DMMProgram']);

/** Terms of each sum. */
function depthOf(call: ProgramCall): number {
  const { program, inputs } = call;
  const [first, second] = inputs as [Shape, Shape];
  if (nameOf(call) === 'Conv2DMMProgram') return second[0]! * second[1]! * second[2]!;
  return first.at(program.transposeA ? -2 : -1)!;
}

export function size(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}
