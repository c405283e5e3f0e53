import { util, type TensorInfo } from '../../tf';
import { adamNumbers, type AdamAttributes } from '../adam-numbers';
import { registerWebGPUKernel, repeated, WORKGROUP, type Binding, type Program } from './program';
import { recordOn } from './several-results';

interface AdamPartsInputs {
  readonly vector: TensorInfo;
  readonly values: readonly TensorInfo[];
  readonly gradients: readonly TensorInfo[];
}

/** The parameters that were written together with a vector: its first row holds their values. */
const writtenWith = new WeakMap<object, readonly object[]>();

/**
 * A thread moves one parameter: a dozen passes over the vectors in one. A dispatch takes as many tensors as a device
 * binds at once, reads each gradient where it lies, and writes each parameter both into the vector and by itself, so
 * nothing is put together or cut apart.
 */
registerWebGPUKernel<AdamPartsInputs, AdamAttributes>(
  'SmmAdamParts',
  ({ inputs: { vector, values, gradients }, attributes, several }) => {
    const known = writtenWith.get(vector.dataId);
    const held = values.every(({ dataId }, index) => dataId === known?.[index]);
    const next = several.makeTensorInfo(vector.shape, 'float32');
    const moved = values.map(({ shape }) => several.makeTensorInfo(shape, 'float32'));
    // the old vector and the new one, and of each tensor its gradient, its result and, where need be, its value
    const most = several.device.limits.maxStorageBuffersPerShaderStage - 2;
    const together = Math.max(1, Math.floor(most / (held ? 2 : 3)));
    let first = 0;
    for (let start = 0; start < values.length; start += together) {
      const part = <T>(all: readonly T[]): readonly T[] => all.slice(start, start + together);
      const chunk = { vector, first, gradients: part(gradients), values: held ? [] : part(values) };
      const program = chunkProgram(chunk, attributes);
      recordOn(several, program, { result: single(next), ...numbered('moved', part(moved)) });
      first += program.integers.threads;
    }
    writtenWith.set(
      next.dataId,
      moved.map(({ dataId }) => dataId),
    );
    return [next, ...moved];
  },
);

/**
 * Moves tensors that lie end to end in the vector from `first` on. Without `values` they are read from the vector.
 * Writes `result`, the vector [3, n], and `moved0`, `moved1`, …
 */
function chunkProgram(
  {
    vector,
    first,
    gradients,
    values,
  }: Pick<AdamPartsInputs, 'vector' | 'gradients' | 'values'> & { readonly first: number },
  attributes: AdamAttributes,
) {
  const count = vector.shape[1]!;
  const { keep1, keep2, ...numbers } = adamNumbers(attributes);
  const ends: number[] = [];
  for (const { shape } of gradients) ends.push((ends.at(-1) ?? 0) + util.sizeFromShape(shape));
  const threads = ends.at(-1)!;
  /** the statement of the tensor that a thread is in */
  const ofTensor = (statement: (tensor: number, at: string) => string): string =>
    repeated(gradients.length, (tensor) => {
      const start = tensor === 0 ? '0' : `uniforms.end${tensor - 1}`;
      return `${tensor === 0 ? '' : 'else '}if (index < uniforms.end${tensor}) { ${statement(tensor, `index - ${start}`)} }`;
    });
  return {
    name: 'adam',
    inputs: {
      moments: single(vector),
      ...numbered('gradient', gradients),
      ...numbered('value', values),
    },
    shape: vector.shape,
    lanes: 1,
    workgroups: Math.ceil(threads / WORKGROUP),
    integers: {
      threads,
      count,
      first,
      ...Object.fromEntries(ends.map((end, tensor) => [`end${tensor}`, end])),
    },
    floats: { keep1, keep2, take1: 1 - keep1, take2: 1 - keep2, ...numbers },
    trips: 1,
    source: `
      fn main(index : i32) {
        if (index >= uniforms.threads) { return; }
        let count = uniforms.count;
        let at = uniforms.first + index;
        var g = 0.0;
        var value = moments[at];
        ${ofTensor(
          (tensor, place) =>
            `g = gradient${tensor}[${place}]; ${values.length > 0 ? `value = value${tensor}[${place}];` : ''}`,
        )}
        let first = uniforms.keep1 * moments[count + at] + uniforms.take1 * g;
        let second = uniforms.keep2 * moments[2 * count + at] + uniforms.take2 * (g * g);
        let direction = first / (sqrt(second) / uniforms.correction + uniforms.epsilon);
        let moved = value - uniforms.rate * direction;
        result[at] = moved;
        result[count + at] = first;
        result[2 * count + at] = second;
        ${ofTensor((tensor, place) => `moved${tensor}[${place}] = moved;`)}
      }`,
  } satisfies Program;
}

function single(tensor: TensorInfo): Binding {
  return { tensor, lanes: 1 };
}

function numbered(name: string, tensors: readonly TensorInfo[]): Record<string, Binding> {
  return Object.fromEntries(tensors.map((tensor, index) => [`${name}${index}`, single(tensor)]));
}
