import { format, plural } from './format';

export const device = {
  title: 'What computes',
  names: {
    webgpu: 'WebGPU',
    webgl: 'WebGL',
    wasm: 'WebAssembly',
    cpu: 'JavaScript',
  },
  idle: 'engine not loaded',
  loading: 'engine loading',
  failed: 'engine failed',
  software: 'software adapter',
  backend: 'Backend',
  adapter: 'Adapter',
  workers: 'Workers',
  dispatches: 'GPU dispatches',
  drawing: 'Pictures',
  drawings: {
    device: 'drawn on it between snapshots',
    backend: 'from snapshots; only WebGPU draws between them',
    software: 'from snapshots; the processor has no time to draw between them',
    'no-canvas': 'from snapshots; this browser draws nothing in workers',
    'other-pixels': 'from snapshots; this browser did not give back what the device drew',
    lost: 'from snapshots; this browser lost the device when it drew',
    before: 'from snapshots; drawing on the device failed before in this version of the browser',
    failed: 'from snapshots; drawing on the device has failed, and is tried again with the next page',
    unwatched: 'from snapshots',
  },
  drawAgain: 'Try drawing on the device again',
  drawsAgain: 'Drawing on the device will be tried when the page is next loaded.',
  workerCount: (count: number) =>
    `${format.count(count)} ${plural(count, { one: 'worker', other: 'workers' })}`,
  softwareWarning:
    'This WebGPU runs on the processor, not on a graphics card: it is right, but slow. It is used because the link or the settings ask for it.',
  notLoaded:
    'A recorded run is on screen. The engine loads in the background; it trains in this browser, and nothing leaves it.',
  change: 'Use another backend',
  changeHint:
    'Automatic takes the fastest that passes its self-test. A choice takes effect at once: the engine starts anew and a run in progress goes on from where it was last kept.',
  choices: {
    auto: 'automatic',
    webgpu: 'WebGPU',
    webgl: 'WebGL',
    wasm: 'WebAssembly',
    cpu: 'JavaScript',
  },
  link: 'The same in a link: ?backend=wasm',
};
