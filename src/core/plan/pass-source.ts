/** The WGSL module of a pass: its bindings and numbers declared as TensorFlow.js declares them for the same program. */
import { WORKGROUP, type Lanes } from '../kernels/webgpu/program';
import type { Operand, Pass } from './pass';

const TYPES = { float32: 'f32', int32: 'i32', uint32: 'u32' } as const;

export function sourceOf({ program, result, bits }: Pass): string {
  const { inputs, lanes, integers = {}, floats = {}, workgroup = WORKGROUP, source } = program;
  const members = [
    ...Object.keys(integers).map((name) => `${name} : i32,`),
    ...Object.keys(floats).map((name) => `${name} : f32,`),
  ];
  const declared = [
    storage('result', 'read_write', result, lanes),
    ...(bits ? [storage('bits', 'read_write', bits, 1)] : []),
    ...Object.entries(inputs).map(([name, input]) => storage(name, 'read', input.tensor, input.lanes)),
  ];
  return `
    struct Numbers { ${members.join(' ')} };
    @group(0) @binding(0) var<uniform> uniforms : Numbers;
    ${declared.map((declaration, index) => `@group(0) @binding(${index + 1}) ${declaration}`).join('\n')}
    var<private> localIndex : u32;
    ${source}
    @compute @workgroup_size(${workgroup})
    fn start(
      @builtin(local_invocation_index) local : u32,
      @builtin(workgroup_id) group : vec3<u32>,
      @builtin(num_workgroups) groups : vec3<u32>,
    ) {
      localIndex = local;
      main(i32((group.y * groups.x + group.x) * ${workgroup}u + local));
    }`;
}

function storage(name: string, access: 'read' | 'read_write', { dtype }: Operand, lanes: Lanes): string {
  const type = lanes === 4 ? `vec4<${TYPES[dtype]}>` : TYPES[dtype];
  return `var<storage, ${access}> ${name} : array<${type}>;`;
}

/** The numbers that it reads as `uniforms.<name>`, each of four bytes. */
export function numbersOf({ program: { integers = {}, floats = {} } }: Pass): ArrayBuffer {
  const whole = Object.values(integers);
  const real = Object.values(floats);
  const numbers = new ArrayBuffer(4 * (whole.length + real.length));
  new Int32Array(numbers, 0, whole.length).set(whole);
  new Float32Array(numbers, 4 * whole.length).set(real);
  return numbers;
}

/** Workgroups along x and y: there may be more than an axis can count. */
export function gridOf(workgroups: number, most: number): readonly [number, number] {
  const rows = Math.ceil(workgroups / most);
  return [Math.ceil(workgroups / rows), rows];
}
