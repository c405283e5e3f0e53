import { UserError } from '../lib/user-error';

/** A UserError's own words; anything else is a bug, and says so. */
export function sentence(what: string, error: unknown): string {
  if (error instanceof UserError) return error.message;
  return `${what}: ${error instanceof Error ? error.message : String(error)}.`;
}
