import { expect, test } from 'vitest';
import { BYTES_PER_SUBMIT, boundSubmits } from './bounded-submits';

/** A backend that submits by itself after five dispatches. */
function deferring() {
  const counters = { dispatches: 0, submits: 0, copies: 0, uploadedBytes: 0, boundBytes: 0 };
  const submitted: number[] = [];
  let waiting = 0;
  const backend = {
    endComputePassEncoder: () => undefined,
    submitQueue() {
      submitted.push(waiting);
      waiting = 0;
      counters.submits += 1;
    },
    runWebGPUProgram(...[bytes]: unknown[]) {
      counters.boundBytes += bytes as number;
      waiting += 1;
      if (waiting === 5) this.submitQueue();
      return bytes;
    },
  };
  boundSubmits(backend, counters);
  return { backend, submitted };
}

test('small dispatches are submitted as the backend likes', () => {
  const { backend, submitted } = deferring();
  for (let dispatch = 0; dispatch < 12; dispatch++) backend.runWebGPUProgram(1000);
  expect(submitted).toEqual([5, 5]);
});

test('large ones end a submission early, and each begins to count anew', () => {
  const { backend, submitted } = deferring();
  const third = BYTES_PER_SUBMIT / 3 + 1;
  for (let dispatch = 0; dispatch < 7; dispatch++) expect(backend.runWebGPUProgram(third)).toBe(third);
  for (let dispatch = 0; dispatch < 5; dispatch++) backend.runWebGPUProgram(1000);
  expect(submitted).toEqual([3, 3, 5]);
  backend.runWebGPUProgram(2 * BYTES_PER_SUBMIT);
  expect(submitted).toEqual([3, 3, 5, 2]);
});
