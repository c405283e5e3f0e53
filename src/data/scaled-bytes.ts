/** Signed values in one byte each in a file: equal blocks, each with a scale of its own. */
import { quantise } from './quantise';
import { expectTensor, floatsOf, type SafetensorsFile, type WritableTensor } from './safetensors';

type Tensors = readonly (readonly [name: string, tensor: WritableTensor])[];

/**
 * @param blocks so many equal parts: one strong mask must not coarsen the others
 * @param options.levels as `quantise` takes them
 */
export function scaledBytes(
  name: string,
  values: Float32Array,
  blocks: number,
  options: { levels?: number } = {},
): Tensors {
  const size = values.length / blocks;
  const scales = new Float32Array(blocks);
  const data = new Int8Array(values.length);
  for (let block = 0; block < blocks; block++) {
    const { bytes, scale } = quantise(values.subarray(block * size, (block + 1) * size), options);
    data.set(bytes, block * size);
    scales[block] = scale;
  }
  return [
    [name, { dtype: 'I8', shape: [values.length], data }],
    [`${name}_scale`, { dtype: 'F32', shape: [blocks], data: scales }],
  ];
}

/** @param what names the file in sentences */
export function readScaledBytes(file: SafetensorsFile, name: string, what: string): Float32Array {
  const { bytes } = expectTensor(file, name, { dtype: 'I8', shape: [-1], what });
  const scales = floatsOf(expectTensor(file, `${name}_scale`, { dtype: 'F32', shape: [-1], what }));
  const size = bytes.length / scales.length;
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const values = new Float32Array(signed.length);
  // a plain loop: with a function for each value a file of a hundred maps takes half a second
  for (let block = 0; block < scales.length; block++) {
    const scale = scales[block]!;
    for (let at = block * size; at < (block + 1) * size; at++) values[at] = signed[at]! * scale;
  }
  return values;
}
