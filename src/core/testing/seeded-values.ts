import { readFileSync } from 'node:fs';
import { parseSafetensors } from '../../data/safetensors';
import { hashedValues } from './hashed-values';

/** What torchvision computed on seeded weights (scripts/assets/backbone_fixtures.py). */
export type SeededName = 'resnet-18' | 'resnet-50' | 'mobilenet-v2';

/** Names and shapes of torchvision's tensors, as its own state dictionary has them. */
export function torchvisionShapes(name: SeededName): Readonly<Record<string, readonly number[]>> {
  const path = new URL(`../fixtures/backbones/${name}.safetensors`, import.meta.url);
  const { metadata } = parseSafetensors(Uint8Array.from(readFileSync(path)), name);
  return JSON.parse(metadata['shapes']!) as Record<string, number[]>;
}

/** A tensor's seeded values: those that the Python script works out from the same name. */
export function seededValues(name: string, shape: readonly number[]): Float32Array<ArrayBuffer> {
  const size = shape.reduce((product, side) => product * side, 1);
  const [centre, spread] = seededRange(name, shape);
  const hashed = hashedValues(name, size);
  const values = new Float32Array(size);
  for (let index = 0; index < size; index++) values[index] = centre + spread * hashed[index]!;
  return values;
}

/** He's bound for filters, and norms that do something. */
function seededRange(name: string, shape: readonly number[]): [centre: number, spread: number] {
  const perOutput = shape.slice(1).reduce((product, side) => product * side, 1);
  if (name.endsWith('running_var')) return [1, 0.5];
  if (shape.length > 1) return [0, Math.sqrt(6 / perOutput)];
  return name.endsWith('.weight') ? [0.75, 0.25] : [0, 0.2];
}
