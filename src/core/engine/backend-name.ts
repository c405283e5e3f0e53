/** Fastest first: the order in which they are tried. */
export const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;

/**
 * WebGPU with gradients in half precision (backbone/plan/gradient-storage.ts). What it trains is not what the others
 * train, so it has a name of its own, which goes wherever a run says what it was trained on, and it is never tried
 * unless it is asked for.
 */
export const HALF = 'webgpu-half';

export type BackendName = (typeof BACKENDS)[number] | typeof HALF;
export type BackendRequest = BackendName | 'auto';
