import { expect, test } from 'vitest';
import { keepUniforms, type UniformBackend } from './kept-uniforms';

/** Makes uniforms as TensorFlow.js does: a buffer each time, which goes back to the pool with the next submission. */
function uploading() {
  const uploads: string[] = [];
  const pending: object[] = [];
  const backend: UniformBackend & { submit(): void } = {
    makeUniforms(numbers) {
      const uniforms = { buffer: uploads.length };
      uploads.push(numbers.flatMap(({ data }) => data).join());
      this.uniformPendingDisposal.push(uniforms);
      return uniforms;
    },
    // TensorFlow.js replaces the list when it submits
    uniformPendingDisposal: pending,
    submit() {
      (this as { uniformPendingDisposal: object[] }).uniformPendingDisposal = [];
    },
  };
  keepUniforms(backend);
  return { backend, uploads };
}

const numbers = (...data: number[]) => [{ type: 'int32', data }];

test('a content that comes back is uploaded twice and bound ever after', () => {
  const { backend, uploads } = uploading();
  const [first, second, third] = [1, 2, 3].map(() => {
    const made = backend.makeUniforms(numbers(64, 96));
    backend.submit();
    return made;
  });
  expect(uploads).toEqual(['64,96', '64,96']);
  expect(second).not.toBe(first);
  expect(third).toBe(second);
});

test('what is kept does not go back to the pool, what changes does', () => {
  const { backend, uploads } = uploading();
  backend.makeUniforms(numbers(1));
  backend.submit();
  backend.makeUniforms(numbers(1));
  expect(backend.uniformPendingDisposal).toHaveLength(0);
  for (const rate of [0.1, 0.2, 0.3]) backend.makeUniforms([{ type: 'float32', data: [rate] }]);
  expect(backend.uniformPendingDisposal).toHaveLength(3);
  expect(uploads).toHaveLength(5);
});

test('the same numbers of another type are another content', () => {
  const { backend, uploads } = uploading();
  for (const type of ['int32', 'float32', 'int32', 'float32']) {
    backend.makeUniforms([{ type, data: [1] }]);
    backend.submit();
  }
  expect(uploads).toHaveLength(4);
});
