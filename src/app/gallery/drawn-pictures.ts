import type { Random } from '../../lib/random';

/**
 * Small colour pictures drawn by rule, for the gallery and the tests: a few garment-like shapes on striped
 * grounds. They are no data set and stand for none.
 */
export interface DrawnPicture {
  /** [side, side, 3], 0..255 */
  readonly data: Uint8Array;
  /** 1 inside the shape, 0 outside [side, side] */
  readonly shape: Float32Array;
}

/** Side of the drawn pictures in pixels. */
export const nativeSide = 32;

/** A shape as a test of a point, x and y in −1..1 from the centre, y down. */
type Shape = (x: number, y: number) => boolean;

const within = (value: number, low: number, high: number) => value >= low && value <= high;

/** One shape per label, in label order. */
export const shapes = {
  Shirt: (x, y) =>
    (within(y, -0.7, 0.8) && Math.abs(x) < 0.42) || (within(y, -0.65, -0.1) && Math.abs(x) < 0.85),
  Trousers: (x, y) => within(y, -0.85, 0.9) && within(Math.abs(x), y < -0.4 ? 0 : 0.1, 0.4 + 0.05 * y),
  Coat: (x, y) =>
    (within(y, -0.8, 0.9) && within(Math.abs(x), y > -0.6 ? 0.03 : 0, 0.5)) ||
    (within(y, -0.7, 0.6) && within(Math.abs(x), 0.5, 0.72)),
  Dress: (x, y) => within(y, -0.85, 0.9) && Math.abs(x) < 0.24 + 0.3 * Math.max(0, y + 0.2),
  Sandal: (x, y) =>
    (within(y, 0.25, 0.5) && Math.abs(x) < 0.85) || (Math.abs(x + y - 0.1) < 0.12 && within(y, -0.4, 0.3)),
  Sneaker: (x, y) =>
    within(y, -0.1, 0.45) && Math.abs(x) < 0.85 && y > 0.35 * x - 0.25 - 0.3 * Number(x < -0.2),
  Bag: (x, y) => (within(y, -0.2, 0.75) && Math.abs(x) < 0.7) || within(Math.hypot(x, y + 0.2), 0.38, 0.52),
  Boot: (x, y) =>
    (within(y, -0.75, 0.6) && within(x, -0.5, 0.05)) || (within(y, 0.15, 0.6) && within(x, -0.5, 0.75)),
} as const satisfies Record<string, Shape>;

export const shapeNames = Object.keys(shapes) as readonly (keyof typeof shapes)[];

export function drawPicture(name: keyof typeof shapes, side: number, random: Random): DrawnPicture {
  const ink = colour(random);
  const [ground, stripe] = [colour(random), colour(random)];
  const [slant, width, shift] = [random.uniform() * 6, 3 + random.uniform() * 6, random.uniform() * 10];
  const data = new Uint8Array(side * side * 3);
  const shape = new Float32Array(side * side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const [x, y] = [(2 * column + 1) / side - 1, (2 * row + 1) / side - 1];
      const inside = shapes[name](x, y);
      const striped =
        Math.sin((column * Math.cos(slant) + row * Math.sin(slant) + shift) * (6.28 / width)) > 0.3;
      const base = inside ? ink : striped ? stripe : ground;
      // a little light from the upper left, and grain
      const light = 1 - 0.16 * (x + y) * Number(inside) + 0.08 * (random.uniform() - 0.5);
      const cell = row * side + column;
      shape[cell] = Number(inside);
      base.forEach(
        (value, channel) => (data[cell * 3 + channel] = Math.max(0, Math.min(255, value * light))),
      );
    }
  }
  return { data, shape };
}

function colour(random: Random): readonly number[] {
  const hue = random.uniform() * 6.28;
  const [strength, level] = [40 + random.uniform() * 75, 70 + random.uniform() * 120];
  return [0, 2.09, 4.19].map((phase) => level + strength * Math.cos(hue + phase));
}
