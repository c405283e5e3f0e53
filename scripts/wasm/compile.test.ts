import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compiledModule, TARGET } from './compile';

test('the committed wasm kernels are what their source compiles to', () => {
  expect(readFileSync(TARGET, 'utf8')).toBe(compiledModule());
});
