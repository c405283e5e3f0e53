// BatchNorm with ReLU on batch statistics, forwards and backwards: core/differentiable/batch-norm-operations.ts states
// what each computes. All walk [pixels, channels] in runs of pixels that stay in the first cache, there one column of
// channels after the other. Sums are single precision within a run and double precision from run to run.
import { add, divide, multiply, positivePart, splat, squareRoot, subtract, wherePositive } from './heap-kernels-lanes';

/** Pixels of a run: 16 KB of each tensor. */
@inline
function runOf(channels: i32): i32 {
  return max(1, 4096 / channels);
}

/**
 * Mean and biased variance [2, channels]: two passes within a run, then Chan's update from run to run.
 * @param scratch 2 · channels doubles and 8 floats
 */
export function channelMoments(x: usize, out: usize, scratch: usize, pixels: i32, channels: i32): void {
  const pixel: usize = <usize>channels << 2;
  memory.fill(scratch, 0, pixel << 2);
  for (let done = 0, run = runOf(channels); done < pixels; done += run) {
    const count = min(run, pixels - done);
    let c = 0;
    for (; c + 4 <= channels; c += 4) momentsOfRun<v128>(x + (c << 2), scratch, done, count, c, channels);
    for (; c < channels; c++) momentsOfRun<f32>(x + (c << 2), scratch, done, count, c, channels);
    x += <usize>count * pixel;
  }
  for (let c = 0; c < channels; c++) {
    store<f32>(out + (c << 2), <f32>load<f64>(scratch + (c << 3)));
    store<f32>(out + ((channels + c) << 2), <f32>(load<f64>(scratch + ((channels + c) << 3)) / <f64>pixels));
  }
}

@inline
function momentsOfRun<T>(x: usize, scratch: usize, done: i32, count: i32, channel: i32, channels: i32): void {
  const pixel: usize = <usize>channels << 2;
  const end = x + <usize>count * pixel;
  let sum = splat<T>(0);
  for (let p = x; p < end; p += pixel) sum = add<T>(sum, load<T>(p));
  const mean = divide<T>(sum, splat<T>(<f32>count));
  let squares = splat<T>(0);
  for (let p = x; p < end; p += pixel) {
    const centred = subtract<T>(load<T>(p), mean);
    squares = add<T>(squares, multiply<T>(centred, centred));
  }
  const lanes = scratch + ((<usize>channels * 2) << 3);
  store<T>(lanes, mean);
  store<T>(lanes + 16, squares);
  const all = <f64>(done + count);
  for (let lane: usize = 0; lane < sizeof<T>() >> 2; lane++) {
    const meanSoFar = scratch + ((<usize>channel + lane) << 3);
    const squaresSoFar = meanSoFar + (<usize>channels << 3);
    const step = <f64>load<f32>(lanes + (lane << 2)) - load<f64>(meanSoFar);
    const weight = <f64>count / all;
    store<f64>(meanSoFar, load<f64>(meanSoFar) + step * weight);
    const between = step * step * <f64>done * weight;
    store<f64>(squaresSoFar, load<f64>(squaresSoFar) + <f64>load<f32>(lanes + 16 + (lane << 2)) + between);
  }
}

/** y = relu(γ x̂ + β) */
export function batchNormRelu(
  x: usize, moments: usize, scale: usize, shift: usize, y: usize,
  pixels: i32, channels: i32, epsilon: f32,
): void {
  const pixel: usize = <usize>channels << 2;
  for (let run = runOf(channels); pixels > 0; pixels -= run) {
    const bytes = <usize>min(run, pixels) * pixel;
    let c: usize = 0;
    for (; c + 16 <= pixel; c += 16) normaliseRun<v128>(x + c, moments + c, scale + c, shift + c, y + c, pixel, bytes, epsilon);
    for (; c < pixel; c += 4) normaliseRun<f32>(x + c, moments + c, scale + c, shift + c, y + c, pixel, bytes, epsilon);
    x += bytes;
    y += bytes;
  }
}

@inline
function normaliseRun<T>(
  x: usize, moments: usize, scale: usize, shift: usize, y: usize,
  pixel: usize, bytes: usize, epsilon: f32,
): void {
  const mean = load<T>(moments);
  const gain = multiply<T>(load<T>(scale), inverseDeviation<T>(moments + pixel, epsilon));
  const beta = load<T>(shift);
  for (let p: usize = 0; p < bytes; p += pixel) {
    const centred = subtract<T>(load<T>(x + p), mean);
    store<T>(y + p, positivePart<T>(add<T>(multiply<T>(centred, gain), beta)));
  }
}

/**
 * Σ g and Σ g x̂ [2, channels], g = dy where y is positive.
 * @param scratch 2 · channels doubles and 8 floats
 */
export function batchNormReluSums(
  x: usize, y: usize, dy: usize, moments: usize, out: usize, scratch: usize,
  pixels: i32, channels: i32, epsilon: f32,
): void {
  const pixel: usize = <usize>channels << 2;
  memory.fill(scratch, 0, pixel << 2);
  for (let run = runOf(channels), left = pixels; left > 0; left -= run) {
    const bytes = <usize>min(run, left) * pixel;
    let c: usize = 0;
    for (; c + 16 <= pixel; c += 16) sumsOfRun<v128>(x + c, y + c, dy + c, moments + c, scratch, c, pixel, bytes);
    for (; c < pixel; c += 4) sumsOfRun<f32>(x + c, y + c, dy + c, moments + c, scratch, c, pixel, bytes);
    x += bytes;
    y += bytes;
    dy += bytes;
  }
  for (let c: usize = 0; c < pixel; c += 4) {
    const inverse = inverseDeviation<f32>(moments + pixel + c, epsilon);
    store<f32>(out + c, <f32>load<f64>(scratch + (c << 1)));
    store<f32>(out + pixel + c, <f32>(load<f64>(scratch + ((pixel + c) << 1)) * <f64>inverse));
  }
}

@inline
function sumsOfRun<T>(
  x: usize, y: usize, dy: usize, moments: usize, scratch: usize, channel: usize, pixel: usize, bytes: usize,
): void {
  const mean = load<T>(moments);
  let passed = splat<T>(0);
  let products = splat<T>(0);
  for (let p: usize = 0; p < bytes; p += pixel) {
    const g = wherePositive<T>(load<T>(y + p), load<T>(dy + p));
    passed = add<T>(passed, g);
    products = add<T>(products, multiply<T>(g, subtract<T>(load<T>(x + p), mean)));
  }
  const lanes = scratch + (pixel << 2);
  store<T>(lanes, passed);
  store<T>(lanes + 16, products);
  for (let lane: usize = 0; lane < sizeof<T>(); lane += 4) {
    const passedSoFar = scratch + ((channel + lane) << 1);
    const productsSoFar = passedSoFar + (pixel << 1);
    store<f64>(passedSoFar, load<f64>(passedSoFar) + <f64>load<f32>(lanes + lane));
    store<f64>(productsSoFar, load<f64>(productsSoFar) + <f64>load<f32>(lanes + 16 + lane));
  }
}

/** dx = γ / √(σ² + ε) · (g − Σ g / n − x̂ Σ g x̂ / n) */
export function batchNormReluBack(
  x: usize, y: usize, dy: usize, moments: usize, sums: usize, scale: usize, dx: usize,
  pixels: i32, channels: i32, epsilon: f32,
): void {
  const pixel: usize = <usize>channels << 2;
  const all = <f32>pixels;
  for (let run = runOf(channels); pixels > 0; pixels -= run) {
    const bytes = <usize>min(run, pixels) * pixel;
    let c: usize = 0;
    for (; c + 16 <= pixel; c += 16) {
      backThroughRun<v128>(x + c, y + c, dy + c, moments + c, sums + c, scale + c, dx + c, pixel, bytes, all, epsilon);
    }
    for (; c < pixel; c += 4) {
      backThroughRun<f32>(x + c, y + c, dy + c, moments + c, sums + c, scale + c, dx + c, pixel, bytes, all, epsilon);
    }
    x += bytes;
    y += bytes;
    dy += bytes;
    dx += bytes;
  }
}

@inline
function backThroughRun<T>(
  x: usize, y: usize, dy: usize, moments: usize, sums: usize, scale: usize, dx: usize,
  pixel: usize, bytes: usize, all: f32, epsilon: f32,
): void {
  const mean = load<T>(moments);
  const inverse = inverseDeviation<T>(moments + pixel, epsilon);
  const gain = multiply<T>(load<T>(scale), inverse);
  const meanPassed = divide<T>(load<T>(sums), splat<T>(all));
  const slope = multiply<T>(divide<T>(load<T>(sums + pixel), splat<T>(all)), inverse);
  for (let p: usize = 0; p < bytes; p += pixel) {
    const g = subtract<T>(wherePositive<T>(load<T>(y + p), load<T>(dy + p)), meanPassed);
    const centred = subtract<T>(load<T>(x + p), mean);
    store<T>(dx + p, multiply<T>(gain, subtract<T>(g, multiply<T>(centred, slope))));
  }
}

/** 1 / √(σ² + ε) */
@inline
function inverseDeviation<T>(variance: usize, epsilon: f32): T {
  return divide<T>(splat<T>(1), squareRoot<T>(add<T>(load<T>(variance), splat<T>(epsilon))));
}
