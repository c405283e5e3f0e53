/** What must hold of every parser, whatever comes in. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { UserError } from '../../lib/user-error';
import { takeAllocated } from './allocations';

/** Inputs for each parser: SMM_FUZZ=1000000 for a night. */
export const fuzzRuns = Number(environment()['SMM_FUZZ'] ?? 10_000);

function environment(): Readonly<Record<string, string | undefined>> {
  const { process } = globalThis as { process?: { env: Readonly<Record<string, string | undefined>> } };
  return process?.env ?? {};
}

interface Limits {
  /** bytes that one input may make the parser ask for */
  readonly allocated?: number;
  readonly runs?: number;
  /** what else is a proper answer to bad input */
  readonly refused?: (error: unknown) => boolean;
}

export interface Held {
  readonly inputs: number;
  /** how many of them were taken: none would mean that the inputs are too wild to reach anything */
  readonly taken: number;
}

/**
 * Parses thousands of inputs: each is read, or refused with a UserError's sentence. Nothing else is thrown, nothing is
 * left behind on the prototypes of objects, and no declared size is believed. A hang ends with the test's time.
 */
export async function expectHeld<Input>(
  inputs: fc.Arbitrary<Input>,
  parse: (input: Input) => unknown,
  { allocated = 160e6, runs = fuzzRuns, refused = () => false }: Limits = {},
): Promise<Held> {
  let taken = 0;
  takeAllocated();
  const held = fc.asyncProperty(inputs, async (input) => {
    takeAllocated();
    try {
      const result = parse(input);
      if (result instanceof Promise) await result;
      taken++;
    } catch (error) {
      if (!(error instanceof UserError) && !refused(error)) throw error;
      if (error instanceof UserError && !isSentence(error.message)) {
        throw new Error(`No sentence for a person: ${error.message.slice(0, 2000)}`, { cause: error });
      }
    }
    const bytes = takeAllocated();
    if (bytes > allocated) throw new Error(`${bytes} bytes were asked for.`);
    if ('polluted' in {}) throw new Error('The prototype of all objects has been changed.');
  });
  await fc.assert(held, { numRuns: runs, seed: 20_261_128, endOnFailure: true });
  expect(taken, 'some inputs are sound enough to reach the end').toBeGreaterThan(0);
  return { inputs: runs, taken };
}

/** Short enough to be read, and no text of the file's that could fill the page. */
function isSentence(message: string): boolean {
  return message.length > 10 && message.length < 1000;
}
