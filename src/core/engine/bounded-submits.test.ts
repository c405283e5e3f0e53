import { expect, test } from 'vitest';
import { BYTES_PER_SUBMIT, boundSubmits, MULTIPLY_ADDS_PER_SUBMIT, spendOn } from './bounded-submits';

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
    runWebGPUProgram(...[program]: unknown[]) {
      const { bytes } = program as { bytes: number };
      counters.boundBytes += bytes;
      waiting += 1;
      if (waiting === 5) this.submitQueue();
      return bytes;
    },
  };
  boundSubmits(backend, counters);
  const run = (bytes: number, program: object = {}, inputs: readonly { shape: number[] }[] = []) =>
    backend.runWebGPUProgram({ bytes, shaderKey: 'any', outputShape: [], ...program }, inputs);
  return { backend, run, submitted };
}

test('small dispatches are submitted as the backend likes', () => {
  const { run, submitted } = deferring();
  for (let dispatch = 0; dispatch < 12; dispatch++) run(1000);
  expect(submitted).toEqual([5, 5]);
});

test('large ones end a submission early, and each begins to count anew', () => {
  const { run, submitted } = deferring();
  const third = BYTES_PER_SUBMIT / 3 + 1;
  for (let dispatch = 0; dispatch < 7; dispatch++) expect(run(third)).toBe(third);
  for (let dispatch = 0; dispatch < 5; dispatch++) run(1000);
  expect(submitted).toEqual([3, 3, 5]);
  run(2 * BYTES_PER_SUBMIT);
  expect(submitted).toEqual([3, 3, 5, 2]);
});

test('so do large products, our own and TensorFlow.js’', () => {
  const { run, submitted } = deferring();
  const half = MULTIPLY_ADDS_PER_SUBMIT / 2;
  for (let dispatch = 0; dispatch < 2; dispatch++) run(1, { multiplyAdds: half });
  expect(submitted).toEqual([2]);
  const matMul = { shaderKey: 'matMulPacked_any', outputShape: [1, 1e5, 1e3] };
  run(1, matMul, [{ shape: [1, 1e5, 100] }, { shape: [1, 100, 1e3] }]);
  expect(submitted).toEqual([2, 1]);
  const convolution = { shaderKey: 'conv2DMM_any', outputShape: [1, 1e3, 1e3, 100] };
  run(1, convolution, [{ shape: [1, 1e3, 1e3, 20] }, { shape: [3, 3, 20, 100] }]);
  expect(submitted).toEqual([2, 1, 1]);
});

test('so does what is no product but says that it computes as much', () => {
  const { run, submitted } = deferring();
  for (let dispatch = 0; dispatch < 2; dispatch++)
    run(1, { otherMultiplyAdds: MULTIPLY_ADDS_PER_SUBMIT / 2 });
  expect(submitted).toEqual([2]);
});

test('what is recorded past the backend counts as well', () => {
  const { backend, run, submitted } = deferring();
  run(1);
  spendOn(backend, MULTIPLY_ADDS_PER_SUBMIT - 1);
  expect(submitted).toEqual([]);
  spendOn(backend, 1);
  expect(submitted).toEqual([1]);
});
