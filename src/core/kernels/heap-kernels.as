// Kernels that TensorFlow.js' wasm backend lacks, in AssemblyScript, working in place on its heap.
// Addresses are bytes, counts are float32 values; nothing is allocated here.
// After a change: npx tsx scripts/wasm/compile.ts

/** out[i] = gradient[i] where 0 < activation[i] < 6, else 0 */
export function relu6Gate(gradient: usize, activation: usize, out: usize, count: usize): void {
  const zero = f32x4.splat(0);
  const six = f32x4.splat(6);
  const whole = count & ~3;
  for (let i: usize = 0; i < whole; i += 4) {
    const y = v128.load(activation + (i << 2));
    const open = v128.and(f32x4.gt(y, zero), f32x4.lt(y, six));
    v128.store(out + (i << 2), v128.and(v128.load(gradient + (i << 2)), open));
  }
  for (let i = whole; i < count; i++) {
    const y = load<f32>(activation + (i << 2));
    store<f32>(out + (i << 2), y > 0 && y < 6 ? load<f32>(gradient + (i << 2)) : 0);
  }
}
