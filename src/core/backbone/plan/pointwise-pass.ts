import type { Activation } from '../../kernels/fused';
import { readingOf } from '../../kernels/webgpu/halves';
import { fourAt, fourWritten, lanesOf } from '../../kernels/webgpu/program';
import { ACTIVATED, productSource, tilesOf } from '../../kernels/webgpu/tiled-product';
import { elementCount } from '../../../lib/element-count';
import type { Operand, Pass } from '../../plan/pass';
import { bitsFunction, gateReader, type GateBits } from './gate-bits';

interface Pointwise {
  /** [n, H, W, in] or anything else that ends in `in` */
  readonly x: Operand;
  /** [in, out], in floats or halves */
  readonly filter: Operand;
  /** [out] */
  readonly bias?: Operand;
  readonly activation?: Activation;
  /** added behind the activation */
  readonly addend?: Operand | null;
  /** through which the sum goes last */
  readonly gate?: GateBits | null;
  /** where the activation's own gate is kept */
  readonly bits?: GateBits | null;
}

/** activation(x·W + b) + addend, gated: a 1×1 convolution forwards, or backwards with the transposed filter. */
export function pointwisePass(
  { x, filter, bias, activation = 'linear', addend, gate, bits }: Pointwise,
  result: Operand,
): Pass {
  const [depth, columns] = filter.shape as [number, number];
  const rows = elementCount(x.shape) / depth;
  const lanes = lanesOf(columns);
  // a word of bits is eight rows of four columns, what one thread computes
  const ofThread = bits ? 8 : 4;
  const reader = gate && gateReader(gate);
  const tiles = tilesOf({ rows, depth, columns }, ofThread);
  return {
    program: {
      name: 'pointwise',
      ...tiles,
      inputs: {
        x: { tensor: x, lanes: lanesOf(depth) },
        weight: { tensor: filter, lanes },
        ...(bias && { bias: { tensor: bias, lanes } }),
        ...(addend && { addend: { tensor: addend, lanes } }),
        ...reader?.inputs,
      },
      integers: { ...tiles.integers, ...reader?.integers },
      shape: result.shape,
      lanes,
      source: `
        ${fourAt('x', lanesOf(depth))}
        ${fourAt('weight', lanes, readingOf('weight', filter))}
        ${bias ? fourAt('bias', lanes) : ''}
        ${addend ? fourAt('addend', lanes) : ''}
        ${reader ? reader.functions : ''}
        ${bits && activation !== 'linear' ? bitsFunction(activation) : ''}
        ${fourWritten(lanes)}
        ${productSource({
          ofThread,
          turned: false,
          ahead: bits ? 'var word = 0u;' : '',
          stored: (turn) => `
            ${bias ? 'value += biasAt(0, column, uniforms.columns);' : ''}
            ${ACTIVATED[activation]}
            ${bits ? `word |= opened(value) << ${4 * turn}u;` : ''}
            ${addend ? 'value += addendAt(at, column, uniforms.columns);' : ''}
            ${reader ? 'value = passed(value, at, column / 4);' : ''}
            write(at, column, uniforms.columns, value);`,
          after: bits
            ? `if (top + under < uniforms.rows) {
                 bits[((top + under) / 8) * (uniforms.columns / 4) + column / 4] = word;
               }`
            : '',
        })}`,
    },
    result,
    ...(bits && { also: { bits: { tensor: bits.operand, lanes: 1 } } }),
    needed: rows * depth * columns,
  };
}
