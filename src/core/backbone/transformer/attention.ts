/** Multi-head self-attention between the dense layers around it: softmax(q kᵀ / √d) v for each head. */
import { products } from '../../kernels/products';
import {
  concat,
  mul,
  reshape,
  slice,
  softmax,
  sub,
  sum,
  transpose,
  type Tensor3D,
  type Tensor4D,
} from '../../tf';
import type { AttentionLayer } from '../description/layers';
import { plainLayer, type FrozenLayer } from '../frozen-layer';

/**
 * From queries, keys and values of every token side by side, each head by head [B, N, 3·heads·d], to what each token
 * gathers, head by head [B, N, heads·d].
 */
export function frozenAttention({ heads }: AttentionLayer): FrozenLayer {
  return plainLayer({
    forward(qkv) {
      const apart = headsApart(qkv as Tensor3D, 3 * heads);
      const [batch, , tokens, size] = apart.shape;
      const part = (index: number): Tensor3D =>
        reshape(slice(apart, [0, index * heads, 0, 0], [batch, heads, tokens, size]), [
          batch * heads,
          tokens,
          size,
        ]);
      const queries: Tensor3D = mul(part(0), 1 / Math.sqrt(size));
      const [keys, values] = [part(1), part(2)];
      // how much each token attends to each; rows add up to 1
      const attention = softmax(products(queries, keys, { turned: true }));
      const gathered: Tensor4D = reshape(products(attention, values), [batch, heads, tokens, size]);
      return { output: headsTogether(gathered), kept: [queries, keys, values, attention] };
    },
    backward(gradient, kept) {
      const [queries, keys, values, attention] = kept as [Tensor3D, Tensor3D, Tensor3D, Tensor3D];
      const [batch] = gradient.shape as Tensor3D['shape'];
      const [, tokens, size] = queries.shape;
      const gathered: Tensor3D = reshape(headsApart(gradient as Tensor3D, heads), queries.shape);
      const byValues = products(transposed(attention), gathered);
      const byAttention = products(gathered, values, { turned: true });
      const along = sum(mul(byAttention, attention), 2, true);
      const byScores: Tensor3D = mul(sub(byAttention, along), attention);
      const byQueries = mul(products(byScores, keys), 1 / Math.sqrt(size));
      const byKeys = products(transposed(byScores), queries);
      const parts = [byQueries, byKeys, byValues].map((by) => reshape(by, [batch, heads, tokens, size]));
      return headsTogether(concat(parts, 1) as Tensor4D);
    },
  });
}

/** Rows for columns, in each matrix. */
function transposed(x: Tensor3D): Tensor3D {
  return transpose(x, [0, 2, 1]);
}

/** [B, N, heads·d] → [B, heads, N, d] */
function headsApart(x: Tensor3D, heads: number): Tensor4D {
  const [batch, tokens, width] = x.shape;
  return transpose(reshape(x, [batch, tokens, heads, width / heads]) as Tensor4D, [0, 2, 1, 3]);
}

/** The way back. */
function headsTogether(x: Tensor4D): Tensor3D {
  const [batch, heads, tokens, size] = x.shape;
  return reshape(transpose(x, [0, 2, 1, 3]), [batch, tokens, heads * size]);
}
