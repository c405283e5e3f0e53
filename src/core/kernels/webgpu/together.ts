import { WORKGROUP } from './program';

/** Where the threads of a workgroup meet: declared once for all functions of `together`. */
export const GATHERED = `var<workgroup> gathered : array<f32, ${WORKGROUP}>;`;

/**
 * WGSL `<name>(value, local)`: the values of all threads of a workgroup put together, the same for each of them.
 * @param both one value out of gathered[local] and gathered[local + half]
 */
function together(name: string, both: string): string {
  return `
    fn ${name}(value : f32, local : i32) -> f32 {
      workgroupBarrier();
      gathered[local] = value;
      for (var half = ${WORKGROUP / 2}; half > 0; half /= 2) {
        workgroupBarrier();
        if (local < half) { gathered[local] = ${both}; }
      }
      workgroupBarrier();
      return gathered[0];
    }`;
}

/** The sum of all, and the largest. */
export const total = together('total', 'gathered[local] + gathered[local + half]');
export const largest = together('largest', 'max(gathered[local], gathered[local + half])');
