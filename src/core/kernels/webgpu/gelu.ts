/** GELU and its way back in one pass each; in stock operations they are five and nine. The formula is heap-kernels-gelu's. */
import { util, type TensorInfo } from '../../tf';
import { lanesOf, registerWebGPUKernel, typeOf, WORKGROUP, type Lanes, type Program } from './program';

registerWebGPUKernel<{ x: TensorInfo }>('SmmGelu', ({ inputs: { x }, run }) =>
  run(program('gelu', { x }, 'value * distribution(value, bell(value))')),
);

registerWebGPUKernel<{ x: TensorInfo; gradient: TensorInfo }>('SmmGeluBack', ({ inputs, run }) =>
  run(
    program(
      'geluBack',
      { x: inputs.x, gradient: inputs.gradient },
      `gradient[index] * (distribution(value, bell(value)) + value * bell(value) * ${1 / Math.sqrt(2 * Math.PI)})`,
    ),
  ),
);

/** @param result WGSL of the result's `index`th value, where `value` is x's */
function program(name: string, inputs: { x: TensorInfo; gradient?: TensorInfo }, result: string): Program {
  const { shape } = inputs.x;
  const size = util.sizeFromShape(shape);
  const lanes = lanesOf(size);
  return {
    name,
    inputs: Object.fromEntries(Object.entries(inputs).map(([key, tensor]) => [key, { tensor, lanes }])),
    shape,
    lanes,
    workgroups: Math.ceil(size / lanes / WORKGROUP),
    integers: { values: size / lanes },
    trips: 1,
    source: `
      ${normal(lanes)}
      fn main(index : i32) {
        if (index >= uniforms.values) { return; }
        let value = x[index];
        result[index] = ${result};
      }`,
  };
}

/** WGSL `bell(x)`, exp(−x²/2), and `distribution(x, bell(x))`, Φ(x), by Abramowitz & Stegun 7.1.26 on its lower tail. */
function normal(lanes: Lanes): string {
  const type = typeOf(lanes);
  const number = (value: number): string => `${type}(${value})`;
  const coefficients = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  const polynomial = coefficients.map(number).reduce((sum, next) => `((${sum}) * t + ${next})`);
  return `
    fn bell(x : ${type}) -> ${type} { return exp(x * x * ${number(-0.5)}); }
    fn distribution(x : ${type}, bellOfX : ${type}) -> ${type} {
      let t = ${number(1)} / (${number(1)} + abs(x) * ${number(0.3275911 * Math.SQRT1_2)});
      let tail = ${polynomial} * t * bellOfX * ${number(0.5)};
      return select(tail, ${number(1)} - tail, x > ${number(0)});
    }`;
}
