import { expect, test } from 'vitest';
import { describeAdapter, describeRefusal } from './candidates';

const info = { vendor: '', architecture: '', device: '', description: '', isFallbackAdapter: false };

test('names an adapter by what it tells of itself', () => {
  expect(describeAdapter({ ...info, vendor: 'apple', architecture: 'metal-3' })).toEqual({
    adapter: 'apple metal-3',
    software: false,
  });
  expect(describeAdapter(info)).toEqual({ adapter: 'unnamed adapter', software: false });
});

test('knows a processor in disguise', () => {
  expect(describeAdapter({ ...info, vendor: 'google', architecture: 'swiftshader' }).software).toBe(true);
  expect(describeAdapter({ ...info, description: 'llvmpipe (LLVM 15)' }).software).toBe(true);
  expect(describeAdapter({ ...info, vendor: 'x', isFallbackAdapter: true }).software).toBe(true);
});

test('tells a device that has no room from one that was asked for something wrong', () => {
  class GPUOutOfMemoryError {
    readonly message = 'Failed to allocate';
  }
  class GPUValidationError {
    constructor(readonly message: string) {}
  }
  const refusal = (error: { readonly message: string }) => describeRefusal(error as GPUError);
  expect(refusal(new GPUOutOfMemoryError()).outOfMemory).toBe(true);
  const tooLarge =
    'Buffer size (8589934592) exceeds the max buffer size limit (268435456).\n - While calling …';
  expect(refusal(new GPUValidationError(tooLarge))).toEqual({
    outOfMemory: true,
    message: 'Buffer size (8589934592) exceeds the max buffer size limit (268435456).',
  });
  expect(refusal(new GPUValidationError('[Buffer] used in submit while destroyed.')).outOfMemory).toBe(false);
});
