/**
 * How training on a backend keeps the gradients between the layers of a frozen network. In halves they are off by some
 * 0.09 % of their length, so it is a backend of its own that does so, `webgpu-half`, which has to be asked for and which
 * a run is recorded with. Forward passes, and with them losses and accuracies, know nothing of it; neither does what
 * explains pictures.
 */
export type GradientStorage = 'floats' | 'halves';

const halving = new WeakSet<object>();

export function halveGradients(backend: object): void {
  halving.add(backend);
}

export function storageOfGradients(backend: object): GradientStorage {
  return halving.has(backend) ? 'halves' : 'floats';
}
