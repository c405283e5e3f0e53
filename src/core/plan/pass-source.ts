/** The WGSL module of a program: its bindings and numbers declared as TensorFlow.js declares them for the same program. */
import { HALVES, inHalves, scalesOf } from '../kernels/webgpu/halves';
import { WORKGROUP, type Binding, type Lanes, type Program, type Shaped } from '../kernels/webgpu/program';

/** A tensor, or an operand of a plan. */
export interface Typed extends Shaped {
  readonly dtype: string;
}

const TYPES: Readonly<Record<string, string>> = { float32: 'f32', int32: 'i32', uint32: 'u32' };

/** @param results by the names under which the source writes them: first `result`, of the program's own lanes */
export function sourceOf<Operand extends Typed>(
  program: Program<Operand>,
  results: Readonly<Record<string, Binding<Typed>>>,
): string {
  const { inputs, integers = {}, workgroup = WORKGROUP, source } = program;
  const halves = Object.values(inputs).some(({ tensor }) => inHalves(tensor));
  const members = [
    ...Object.keys(integers).map((name) => `${name} : i32,`),
    ...Object.keys(floatsOf(program)).map((name) => `${name} : f32,`),
  ];
  const declared = [
    ...Object.entries(results).map(([name, { tensor, lanes }]) => storage(name, 'read_write', tensor, lanes)),
    ...Object.entries(inputs).map(([name, { tensor, lanes }]) => storage(name, 'read', tensor, lanes)),
  ];
  return `
    struct Numbers { ${members.join(' ')} };
    @group(0) @binding(0) var<uniform> uniforms : Numbers;
    ${declared.map((declaration, index) => `@group(0) @binding(${index + 1}) ${declaration}`).join('\n')}
    var<private> localIndex : u32;
    ${halves ? HALVES : ''}
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

function storage(name: string, access: 'read' | 'read_write', { dtype }: Typed, lanes: Lanes): string {
  return `var<storage, ${access}> ${name} : array<${typeOf(name, dtype, lanes)}>;`;
}

function typeOf(name: string, dtype: string, lanes: Lanes): string {
  if (dtype !== 'float16') return lanes === 4 ? `vec4<${TYPES[dtype]}>` : TYPES[dtype]!;
  if (lanes !== 4) throw new Error(`${name}: halves are read four at once.`);
  return 'vec2<u32>';
}

/** The numbers that it reads as `uniforms.<name>`, each of four bytes. */
export function numbersOf(program: Program<Shaped>): ArrayBuffer {
  const whole = Object.values(program.integers ?? {});
  const real = Object.values(floatsOf(program));
  const numbers = new ArrayBuffer(4 * (whole.length + real.length));
  new Int32Array(numbers, 0, whole.length).set(whole);
  new Float32Array(numbers, 4 * whole.length).set(real);
  return numbers;
}

function floatsOf({ inputs, floats }: Program<Shaped>): Readonly<Record<string, number>> {
  return { ...floats, ...scalesOf(inputs) };
}
