/** What both halves of `contents.json` are made of. */
import { z } from '../../lib/schema';

/** @param most characters */
export const text = (most: number) => z.string().check(z.maxLength(most));
/** milliseconds since 1970 */
export const time = z.number().check(z.nonnegative());
/** names within the archive are looked up there, and lead nowhere else */
export const file = z.string().check(z.regex(/^[a-z0-9./-]{1,80}$/));
