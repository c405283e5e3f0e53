import { expect, test } from 'vitest';
import { describeAdapter } from './candidates';

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
