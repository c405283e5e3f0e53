import { expect, test, vi } from 'vitest';
import { UserError } from '../../lib/user-error';
import type { BackendName } from './backend-name';
import { chooseBackend, type Candidate } from './choose-backend';

const right = async (): Promise<null> => null;

function candidate(backend: BackendName, options: { software?: boolean; missing?: string } = {}): Candidate {
  const { software = false, missing } = options;
  return {
    backend,
    start: async () =>
      missing
        ? { ok: false, reason: missing }
        : { ok: true, adapter: `an adapter for ${backend}`, software, dispatches: () => 7 },
    stop: vi.fn(),
  };
}

test('takes the fastest backend that works, and says so', async () => {
  const candidates = [candidate('cpu'), candidate('wasm'), candidate('webgpu')];
  const chosen = await chooseBackend({ requested: 'auto', candidates, selfTest: right });
  expect(chosen).toMatchObject({ backend: 'webgpu', adapter: 'an adapter for webgpu', software: false });
  expect(chosen.reason).toBe('WebGPU is the fastest backend there is, and it works here.');
  expect(chosen.dispatches()).toBe(7);
});

test('passes over what is missing, software adapters and wrong gradients, each with its reason', async () => {
  const webgpu = candidate('webgpu', { software: true });
  const candidates = [
    webgpu,
    candidate('webgl', { missing: 'is not offered here' }),
    candidate('wasm'),
    candidate('cpu'),
  ];
  const selfTest = vi
    .fn(right)
    .mockImplementationOnce(async () => 'returned only zeros for a gradient' as never);
  const chosen = await chooseBackend({ requested: 'auto', candidates, selfTest });
  expect(chosen.backend).toBe('cpu');
  expect(chosen.reason).toBe(
    'Plain JavaScript is the fastest backend that works here. ' +
      'WebGPU runs on the processor only (an adapter for webgpu), which is slower than WebAssembly. ' +
      'WebGL is not offered here. WebAssembly returned only zeros for a gradient.',
  );
  expect(webgpu.stop).toHaveBeenCalledOnce();
});

test('takes a software adapter when it is asked for', async () => {
  const candidates = [candidate('webgpu', { software: true }), candidate('wasm')];
  const chosen = await chooseBackend({ requested: 'webgpu', candidates, selfTest: right });
  expect(chosen).toMatchObject({ backend: 'webgpu', software: true, reason: 'WebGPU was asked for.' });
});

test('never replaces what was asked for by something else', async () => {
  const broken: Candidate = { ...candidate('webgpu'), start: () => Promise.reject(new Error('no device')) };
  const choice = chooseBackend({
    requested: 'webgpu',
    candidates: [broken, candidate('wasm')],
    selfTest: right,
  });
  await expect(choice).rejects.toBeInstanceOf(UserError);
  await expect(choice).rejects.toThrow('WebGPU does not start (no device). Choose another backend');
  // it may have got as far as a device
  expect(broken.stop).toHaveBeenCalledOnce();
});

test('says what is wrong with each when nothing works', async () => {
  const choice = chooseBackend({
    requested: 'auto',
    candidates: [candidate('wasm')],
    selfTest: () => Promise.reject(new Error('out of memory')),
  });
  await expect(choice).rejects.toThrow('WebAssembly failed at a known gradient (out of memory).');
});
