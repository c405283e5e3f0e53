/** A dense layer on every token by itself. Its weights are the larger part of a transformer: one copy serves both ways. */
import { runOperation } from '../../kernels/operation';
import { pointwise } from '../../kernels/pointwise';
import { reshape, tensor1d, tensor2d, tidy, type Tensor, type Tensor4D } from '../../tf';
import type { DenseLayer } from '../description/layers';
import type { FrozenLayer } from '../frozen-layer';
import type { Weights } from '../frozen-layers';

/** x·Wᵀ + b: [B, N, in] → [B, N, out], or [B, in] → [B, out]; W is PyTorch's [out, in] */
export function frozenDense({ name, inputs, outputs }: DenseLayer, weights: Weights): FrozenLayer {
  const filter = tensor2d(weights(`${name}.weight`), [outputs, inputs]);
  const bias = tensor1d(weights(`${name}.bias`));
  const linear = { activation: 'linear', gateOf: 'relu' } as const;
  return {
    adds: true,
    forward: ([x], { addend }) => ({
      output: tidy(() => {
        const operands = { x: asRow(x!), filter, bias, addend: addend && asRow(addend), gate: null };
        return asTokens(runOperation(pointwise, operands, { ...linear, turned: true }), x!);
      }),
    }),
    backward: (gradient, { inputs: [input] }) => [
      tidy(() => {
        const { addend } = input!;
        const operands = {
          x: asRow(gradient),
          filter,
          bias: null,
          addend: addend && asRow(addend),
          gate: null,
        };
        return asTokens(runOperation(pointwise, operands, { ...linear, inPlace: true }), gradient);
      }),
    ],
    dispose: () => [filter, bias].forEach((tensor) => tensor.dispose()),
  };
}

/** All tokens as one row of a picture, which the kernels of 1×1 convolutions take. */
function asRow(x: Tensor): Tensor4D {
  const width = x.shape.at(-1)!;
  return reshape(x, [1, 1, x.size / width, width]);
}

/** The way back, to as many tokens as these. */
function asTokens(row: Tensor4D, { shape }: Tensor): Tensor {
  return reshape(row, [...shape.slice(0, -1), row.shape[3]]);
}
