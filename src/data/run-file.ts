/**
 * The container that capsules, checkpoints and recorded runs share: a .safetensors file whose `__metadata__`
 * names the format, its schema version, and holds the rest as JSON under `run`.
 */
import { parseJson, z } from '../lib/schema';
import { UserError } from '../lib/user-error';
import {
  parseSafetensors,
  serialiseSafetensors,
  type SafetensorsFile,
  type WritableTensor,
} from './safetensors';

export interface RunFileFormat<Schema extends z.ZodMiniType> {
  /** as it stands in the file, e.g. `smm-run-capsule` */
  readonly format: string;
  /** as it stands in sentences, e.g. "The run capsule" */
  readonly what: string;
  /** present schema version */
  readonly version: number;
  /** what the JSON must be at the present version */
  readonly schema: Schema;
  /** migrations[n] lifts a document of version n to n + 1 */
  readonly migrations: Readonly<Record<number, (document: unknown) => unknown>>;
}

export function writeRunFile<Schema extends z.ZodMiniType>(
  { format, version }: RunFileFormat<Schema>,
  { document, tensors }: { readonly document: object; readonly tensors: Record<string, WritableTensor> },
): Uint8Array<ArrayBuffer> {
  return serialiseSafetensors(tensors, {
    format,
    schema: String(version),
    run: JSON.stringify(document),
  });
}

/** @throws UserError when it is no such file, or of a newer version */
export function readRunFile<Schema extends z.ZodMiniType>(
  { format, what, version, schema, migrations }: RunFileFormat<Schema>,
  bytes: Uint8Array<ArrayBuffer>,
): { document: z.infer<Schema>; file: SafetensorsFile } {
  const file = parseSafetensors(bytes, what);
  const { metadata } = file;
  if (metadata['format'] !== format) {
    throw new UserError(
      `${what} was expected, but this .safetensors file holds something else. Choose another file.`,
    );
  }
  const stored = Number(metadata['schema']);
  if (stored > version) {
    throw new UserError(`${what} was made by a newer version of SMM Explorer. Update the app to open it.`);
  }
  const broken = `${what} is damaged; save or download it again.`;
  if (!Number.isInteger(stored) || stored < 1) throw new UserError(`${broken} (no schema version)`);
  const lifted = z.transform((document) => {
    let current = document;
    for (let from = stored; from < version; from++) current = migrations[from]!(current);
    return current;
  });
  return { document: parseJson(z.pipe(lifted, schema), metadata['run'] ?? '', broken), file };
}
