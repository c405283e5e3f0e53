import { UserError } from '../../lib/user-error';
import type { SourceFile } from './source-file';
import { shownName } from './source-file';

/** Any failure of a reader on foreign bytes, as a sentence about the file. */
export async function* inOwnWords<Value>(
  file: Pick<SourceFile, 'path'>,
  values: AsyncGenerator<Value>,
): AsyncGenerator<Value> {
  try {
    yield* values;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw cutShort(file);
  }
}

export function cutShort({ path }: Pick<SourceFile, 'path'>): UserError {
  return new UserError(
    `${shownName(path)} ends too early or is damaged: it was cut short. Copy or download it again.`,
  );
}
