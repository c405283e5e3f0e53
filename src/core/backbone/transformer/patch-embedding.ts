/**
 * A picture as a sequence of tokens: a dense layer over each square patch (a convolution whose stride is its kernel),
 * a class token ahead of them, and to each token its position.
 */
import { runOperation } from '../../kernels/operation';
import { pointwise } from '../../kernels/pointwise';
import {
  add,
  concat,
  keep,
  reshape,
  slice,
  tensor2d,
  tensor3d,
  tile,
  transpose,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
} from '../../tf';
import type { PatchEmbeddingLayer } from '../description/layers';
import { plainLayer, type FrozenLayer } from '../frozen-layer';
import type { Weights } from '../frozen-layers';
import { resampledPositions } from './positions';

/** [B, g·patch, g·patch, 3] → [B, 1 + g², D]; on another grid than the layer's own, positions are resampled. */
export function frozenPatchEmbedding(layer: PatchEmbeddingLayer, weights: Weights): FrozenLayer {
  const { name, patch, grid, width } = layer;
  const filter = patchFilter(weights(`${name}.weight`), layer);
  const [bias, classToken] = [weights(`${name}.bias`), weights(`${name}.class_token`)];
  const positions = weights(`${name}.positions`);
  const first = tensor3d(
    classToken.map((value, at) => value + positions[at]!),
    [1, 1, width],
  );
  /** what patches get on top of what is computed, for each grid that was met [1, g², D] */
  const placed = new Map<number, Tensor3D>();
  function placesOf(side: number): Tensor3D {
    const to = side / patch;
    const known = placed.get(to);
    if (known) return known;
    const here = resampledPositions(positions.subarray(width), { from: grid, to, width });
    const places = keep(
      tensor3d(
        here.map((value, at) => value + bias[at % width]!),
        [1, to ** 2, width],
      ),
    );
    placed.set(to, places);
    return places;
  }
  const { forward, backward } = plainLayer({
    forward(picture) {
      const [batch, side] = picture.shape as Tensor4D['shape'];
      const places = placesOf(side);
      const patches = product(patchRows(picture as Tensor4D, patch), filter, { turned: true });
      const tokens = add(reshape(patches, [batch, ...places.shape.slice(1)]), places);
      return { output: concat([tile(first, [batch, 1, 1]), tokens], 1) };
    },
    backward(gradient, _, { shape }) {
      const patches = slice(gradient as Tensor3D, [0, 1, 0], [-1, -1, -1]);
      const rows = product(reshape(patches, [-1, width]), filter, { turned: false });
      return pictureOfRows(rows, patch, shape as Tensor4D['shape']);
    },
  });
  return {
    forward,
    backward,
    dispose: () => [filter, first, ...placed.values()].forEach((one) => one.dispose()),
  };
}

/** PyTorch's [D, 3, patch, patch] → [D, patch·patch·3], colours innermost as in a picture. */
function patchFilter(weight: Float32Array, { patch, width }: PatchEmbeddingLayer): Tensor2D {
  const pixels = patch ** 2;
  const filter = new Float32Array(weight.length);
  for (let output = 0; output < width; output++) {
    for (let colour = 0; colour < 3; colour++) {
      const from = (output * 3 + colour) * pixels;
      for (let pixel = 0; pixel < pixels; pixel++) {
        filter[(output * pixels + pixel) * 3 + colour] = weight[from + pixel]!;
      }
    }
  }
  return tensor2d(filter, [width, pixels * 3]);
}

/** [rows, in] · [in, out], or turned [out, in] */
function product(x: Tensor2D, filter: Tensor2D, { turned }: { turned: boolean }): Tensor2D {
  const [rows, inputs] = x.shape;
  const operands = {
    x: reshape(x, [1, 1, rows, inputs]) as Tensor4D,
    filter,
    bias: null,
    addend: null,
    gate: null,
  };
  return reshape(runOperation(pointwise, operands, { activation: 'linear', gateOf: 'relu', turned }), [
    rows,
    -1,
  ]);
}

/** [B, g·patch, g·patch, 3] → [B·g·g, patch·patch·3], a row for each patch */
function patchRows(picture: Tensor4D, patch: number): Tensor2D {
  const [batch, side, , colours] = picture.shape;
  const grid = side / patch;
  const strips: Tensor4D = reshape(picture, [batch * grid, patch, grid, patch * colours]);
  return reshape(transpose(strips, [0, 2, 1, 3]), [batch * grid * grid, patch * patch * colours]);
}

/** The way back, to a picture of this shape. */
function pictureOfRows(rows: Tensor2D, patch: number, shape: Tensor4D['shape']): Tensor4D {
  const [batch, side, , colours] = shape;
  const grid = side / patch;
  const strips: Tensor4D = reshape(rows, [batch * grid, grid, patch, patch * colours]);
  return reshape(transpose(strips, [0, 2, 1, 3]), shape);
}
