/**
 * zod in its small form (a quarter of the size in the page's first bundle), told never to compile a schema with
 * `new Function`: under the page's Content-Security-Policy even the caught attempt is reported as a violation.
 */
import * as z from 'zod/mini';
import { UserError } from './user-error';

z.config({ jitless: true });

export { z };

/**
 * The value in its schema's type; otherwise a UserError that opens with `sentence` and ends with where it went wrong.
 * @param sentence what is broken and what to do, without the final reason
 */
export function parseWith<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  sentence: string,
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.join('.').slice(0, 80);
  throw new UserError(`${sentence} (${where ? `${where}: ` : ''}${issue?.message ?? 'not valid'})`);
}

/** JSON text in its schema's type; a UserError that opens with `sentence` when it is not JSON or does not fit. */
export function parseJson<Schema extends z.ZodMiniType>(
  schema: Schema,
  text: string,
  sentence: string,
): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError(`${sentence} (not JSON)`);
  }
  return parseWith(schema, value, sentence);
}
