// GELU, x · Φ(x), and its way back. Φ by Abramowitz & Stegun 7.1.26 on its lower tail, so that nothing cancels there: off
// by at most 7.5e-8. Four values at a time; what is left over goes through a vector of its own.

const P: f32 = 0.3275911 * 0.7071067811865476;
const A1: f32 = 0.254829592;
const A2: f32 = -0.284496736;
const A3: f32 = 1.421413741;
const A4: f32 = -1.453152027;
const A5: f32 = 1.061405429;
const INVERSE_ROOT_OF_TWO_PI: f32 = 0.3989422804014327;

/** exp(x) for x ≤ 0, to a few units in the last place; from −87 down it stays what it is there. */
@inline
function exponential(x: v128): v128 {
  x = f32x4.pmax(f32x4.splat(-87), x);
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, exponent);
}

/** exp(−x²/2) */
@inline
function bell(x: v128): v128 {
  return exponential(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)));
}

/** Φ(x), given bell(x) */
@inline
function distribution(x: v128, bellOfX: v128): v128 {
  const one = f32x4.splat(1);
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(f32x4.abs(x), f32x4.splat(P))));
  let p = f32x4.splat(A5);
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(A4));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(A3));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(A2));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(A1));
  const tail = f32x4.mul(f32x4.mul(f32x4.mul(p, t), f32x4.splat(0.5)), bellOfX);
  return v128.bitselect(f32x4.sub(one, tail), tail, f32x4.gt(x, f32x4.splat(0)));
}

@inline
function forth(x: v128): v128 {
  return f32x4.mul(x, distribution(x, bell(x)));
}

@inline
function back(x: v128, gradient: v128): v128 {
  const density = bell(x);
  const slope = f32x4.mul(f32x4.mul(x, density), f32x4.splat(INVERSE_ROOT_OF_TWO_PI));
  return f32x4.mul(gradient, f32x4.add(distribution(x, density), slope));
}

/** out[i] = x[i] · Φ(x[i]) */
export function gelu(x: usize, out: usize, count: usize): void {
  const whole = count & ~3;
  for (let i: usize = 0; i < whole; i += 4) v128.store(out + (i << 2), forth(v128.load(x + (i << 2))));
  for (let i = whole; i < count; i++) {
    store<f32>(out + (i << 2), f32x4.extract_lane(forth(v128.load32_splat(x + (i << 2))), 0));
  }
}

/** out[i] = gradient[i] · (Φ(x[i]) + x[i] · φ(x[i])) */
export function geluBack(x: usize, gradient: usize, out: usize, count: usize): void {
  const whole = count & ~3;
  for (let i: usize = 0; i < whole; i += 4) {
    v128.store(out + (i << 2), back(v128.load(x + (i << 2)), v128.load(gradient + (i << 2))));
  }
  for (let i = whole; i < count; i++) {
    const value = back(v128.load32_splat(x + (i << 2)), v128.load32_splat(gradient + (i << 2)));
    store<f32>(out + (i << 2), f32x4.extract_lane(value, 0));
  }
}
