/**
 * A run capsule: everything that defines, proves and re-runs one run, in one .safetensors file that
 * `safetensors.torch.load_file` opens (PyTorch names and layout). The rest stands as JSON in its metadata.
 */
import type { ParameterSpec, PlainState } from '../core/method';
import { packHalf } from '../lib/half-float';
import { UserError } from '../lib/user-error';
import { recordDocument, recordSchema, type RunRecord } from './run-record';
import { recordWithSwitches } from './run-record-migrations';
import { readRunFile, writeRunFile, type RunFileFormat } from './run-file';
import { expectTensor, floatsOf, integersOf, type SafetensorsFile, type WritableTensor } from './safetensors';
import { toDevice, toPyTorch, type ShapedValues } from './tensor-layout';

export interface Capsule extends RunRecord {
  /** δ, φ and BatchNorm statistics by name, in the device's layout */
  readonly tensors: Readonly<Record<string, ShapedValues>>;
  /** π [k], source class of each target class */
  readonly mapping: Int32Array<ArrayBuffer>;
}

const CAPSULE: RunFileFormat<typeof recordSchema> = {
  format: 'smm-run-capsule',
  what: 'The run capsule',
  version: 2,
  schema: recordSchema,
  migrations: { 1: recordWithSwitches },
};

/** @param options.half weights in half precision: to look at, not to go on from */
export function encodeCapsule(
  capsule: Capsule,
  { half = false }: { half?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  const state = storedState(capsule.tensors);
  return writeRunFile(CAPSULE, {
    document: recordDocument(capsule),
    tensors: { ...(half ? halved(state) : state), mapping: storedMapping(capsule.mapping) },
  });
}

/** @throws UserError when the file is damaged, of another kind or of a newer version */
export function decodeCapsule(bytes: Uint8Array<ArrayBuffer>): Capsule {
  const { document, file } = readRunFile(CAPSULE, bytes);
  return {
    ...document,
    tensors: readState(file, ''),
    mapping: readMapping(file, document.config.method.classes),
  };
}

/** A method's values with the shapes its specification gives them. */
export function shapedState(
  parameters: readonly ParameterSpec[],
  state: PlainState,
): Record<string, ShapedValues> {
  return Object.fromEntries(
    parameters.map(({ name, shape }) => [name, { shape, values: Float32Array.from(state[name]!) }]),
  );
}

/**
 * The stored values of exactly these parameters.
 * @throws UserError when one is missing or of another shape: the file belongs to another method or side
 */
export function stateFor(
  parameters: readonly ParameterSpec[],
  tensors: Readonly<Record<string, ShapedValues>>,
): PlainState {
  return Object.fromEntries(
    parameters.map(({ name, shape }) => {
      const tensor = Object.hasOwn(tensors, name) ? tensors[name] : undefined;
      if (tensor?.shape.join() !== shape.join()) {
        throw new UserError(
          `The file does not fit its own settings: "${name}" should be [${shape.join(', ')}]${tensor ? `, not [${tensor.shape.join(', ')}]` : ', but is missing'}. Save the run again.`,
        );
      }
      return [name, tensor.values];
    }),
  );
}

/** @param prefix stands before each name in the file */
export function storedState(
  tensors: Readonly<Record<string, ShapedValues>>,
  prefix = '',
): Record<string, WritableTensor> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => {
      const { shape, values } = toPyTorch(name, tensor);
      return [prefix + name, { dtype: 'F32', shape, data: values }];
    }),
  );
}

function halved(tensors: Readonly<Record<string, WritableTensor>>): Record<string, WritableTensor> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, data }]) => [
      name,
      { dtype: 'F16', shape, data: packHalf(data as Float32Array) },
    ]),
  );
}

/** All floating-point tensors whose name begins with `prefix`, without it, in the device's layout. */
export function readState(file: SafetensorsFile, prefix: string): Record<string, ShapedValues> {
  return Object.fromEntries(
    Array.from(file.tensors)
      .filter(([name, { dtype }]) => name.startsWith(prefix) && (dtype === 'F32' || dtype === 'F16'))
      .map(([fullName, tensor]) => {
        const name = fullName.slice(prefix.length);
        return [name, toDevice(name, { shape: tensor.shape, values: floatsOf(tensor) })];
      }),
  );
}

export function storedMapping(mapping: Int32Array): WritableTensor {
  return { dtype: 'I32', shape: [mapping.length], data: mapping };
}

/** @param classes k */
export function readMapping(file: SafetensorsFile, classes: number): Int32Array<ArrayBuffer> {
  const mapping = integersOf(
    expectTensor(file, 'mapping', { dtype: 'I32', shape: [classes], what: CAPSULE.what }),
  );
  if (!mapping.every((sourceClass) => sourceClass >= 0)) {
    throw new UserError('The label mapping in this file does not name source classes. Save the run again.');
  }
  return mapping;
}
