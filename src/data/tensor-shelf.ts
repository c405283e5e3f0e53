/** Values that a file's document refers to by number; what is stored twice is stored once. */
import { packHalf } from '../lib/half-float';
import { sha256 } from '../lib/sha256';
import { expectTensor, floatsOf, integersOf, type SafetensorsFile, type WritableTensor } from './safetensors';
import { readScaledBytes, scaledBytes } from './scaled-bytes';

/** Whole numbers from −31 to 31: an error of at most 1/62 of the largest magnitude. */
const COARSE = 31;
/** What is only looked at, never read as a number: from −15 to 15, an error of at most 1/30. */
const ROUGH = 15;

export class TensorShelf {
  readonly tensors: Record<string, WritableTensor> = {};
  readonly #known = new Map<string, number>();

  /** In coarse steps. */
  coarse(values: Float32Array): number {
    return this.#scaled(values, { levels: COARSE, blocks: 1 });
  }

  /** In coarser ones. @param blocks equal parts with a scale each */
  rough(values: Float32Array, blocks: number): number {
    return this.#scaled(values, { levels: ROUGH, blocks });
  }

  /** In steps of 1/127 of the largest magnitude. */
  fine(values: Float32Array): number {
    return this.#scaled(values, { levels: 127, blocks: 1 });
  }

  half(values: Float32Array): number {
    const shape = [values.length];
    return this.#put(values, 'half', (name) => [[name, { dtype: 'F16', shape, data: packHalf(values) }]]);
  }

  exact(values: Float32Array | Int32Array): number {
    const shape = [values.length];
    return this.#put(values, 'exact', (name) => [
      [
        name,
        values instanceof Int32Array
          ? { dtype: 'I32', shape, data: values }
          : { dtype: 'F32', shape, data: values },
      ],
    ]);
  }

  #scaled(values: Float32Array, { levels, blocks }: { levels: number; blocks: number }): number {
    return this.#put(values, `levels ${levels} ${blocks}`, (name) =>
      scaledBytes(name, values, blocks, { levels }),
    );
  }

  #put(
    values: Float32Array | Int32Array,
    how: string,
    tensorsOf: (name: string) => readonly (readonly [string, WritableTensor])[],
  ): number {
    const key = `${how} ${sha256([values])}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const index = this.#known.size;
    this.#known.set(key, index);
    Object.assign(this.tensors, Object.fromEntries(tensorsOf(nameOf(index))));
    return index;
  }
}

const nameOf = (index: number): string => `values.${index}`;

/** Reads what a shelf was written with. @throws UserError when it is not there, or of another size */
export function openShelf(file: SafetensorsFile, what: string) {
  return {
    /** whatever its steps are: the scale says it */
    scaled(index: number, size: number): Float32Array {
      expectTensor(file, nameOf(index), { dtype: 'I8', shape: [size], what });
      return readScaledBytes(file, nameOf(index), what);
    },
    half: (index: number, size: number): Float32Array =>
      floatsOf(expectTensor(file, nameOf(index), { dtype: 'F16', shape: [size], what })),
    floats: (index: number, size: number): Float32Array =>
      floatsOf(expectTensor(file, nameOf(index), { dtype: 'F32', shape: [size], what })),
    integers: (index: number, size: number): Int32Array =>
      integersOf(expectTensor(file, nameOf(index), { dtype: 'I32', shape: [size], what })),
  };
}

export type OpenShelf = ReturnType<typeof openShelf>;
