/**
 * x̃ = r(x) + δ ⊙ U_p(mask) and its two ways back, without ever writing the enlarged mask down: each pixel knows which
 * coarse value it shows, and each coarse value which block of pixels shows it. With p = 1 the mask is as large as the
 * image, however it became so.
 */
import { util, type TensorInfo } from '../../tf';
import { registerWebGPUKernel, WORKGROUP } from './program';

type Shape = [number, number, number, number];

/** Where a value of the picture [B, H, W, C] finds its coarse one; one mask for all where there is only one. */
const COARSE = `
  fn coarseAt(sample : i32, row : i32, column : i32, c : i32) -> i32 {
    let shape = uniforms.maskShape;
    let y = min(row / uniforms.blockSide, shape.y - 1);
    let x = min(column / uniforms.blockSide, shape.z - 1);
    return ((min(sample, shape.x - 1) * shape.y + y) * shape.z + x) * shape.w + c;
  }`;

registerWebGPUKernel<{ images: TensorInfo; pattern: TensorInfo | null; mask: TensorInfo }, { patch: number }>(
  'SmmPrompt',
  ({ inputs: { images, pattern, mask }, attributes: { patch }, run }) => {
    const values = util.sizeFromShape(images.shape);
    return run({
      name: 'prompt',
      variant: [!!pattern],
      inputs: {
        images: { tensor: images, lanes: 1 },
        mask: { tensor: mask, lanes: 1 },
        ...(pattern && { delta: { tensor: pattern, lanes: 1 } }),
      },
      shape: images.shape,
      lanes: 1,
      workgroups: Math.ceil(values / WORKGROUP),
      integers: { values, blockSide: patch, patternSize: pattern ? util.sizeFromShape(pattern.shape) : 1 },
      trips: 1,
      source: `
      ${COARSE}
      fn main(index : i32) {
        if (index >= uniforms.values) { return; }
        let shape = uniforms.imagesShape;
        let c = index % shape.w;
        let column = (index / shape.w) % shape.z;
        let line = index / (shape.w * shape.z);
        let m = mask[coarseAt(line / shape.y, line % shape.y, column, c)];
        result[index] = images[index] + m ${pattern ? '* delta[index % uniforms.patternSize]' : ''};
      }`,
    });
  },
);

/** ∂loss/∂mask [B, h, w, C]: a thread adds up the block of one coarse value; the last ones are larger. */
registerWebGPUKernel<
  { dy: TensorInfo; pattern: TensorInfo | null },
  { patch: number; height: number; width: number }
>('SmmPromptMaskBack', ({ inputs: { dy, pattern }, attributes: { patch, height, width }, run }) => {
  const [batch, fullHeight, fullWidth, channels] = dy.shape as Shape;
  const shape = [batch, height, width, channels];
  const values = util.sizeFromShape(shape);
  const longest = (full: number, coarse: number): number => full - (coarse - 1) * patch;
  return run({
    name: 'promptMaskBack',
    variant: [!!pattern],
    inputs: {
      dy: { tensor: dy, lanes: 1 },
      ...(pattern && { delta: { tensor: pattern, lanes: 1 } }),
    },
    shape,
    lanes: 1,
    workgroups: Math.ceil(values / WORKGROUP),
    integers: { values, blockSide: patch, patternSize: pattern ? util.sizeFromShape(pattern.shape) : 1 },
    trips: longest(fullHeight, height) * longest(fullWidth, width),
    source: `
        fn main(index : i32) {
          if (index >= uniforms.values) { return; }
          let shape = uniforms.dyShape;
          let coarse = uniforms.outShape;
          let c = index % shape.w;
          let x = (index / shape.w) % coarse.z;
          let y = (index / (shape.w * coarse.z)) % coarse.y;
          let sample = index / (shape.w * coarse.z * coarse.y);
          let bottom = select((y + 1) * uniforms.blockSide, shape.y, y == coarse.y - 1);
          let right = select((x + 1) * uniforms.blockSide, shape.z, x == coarse.z - 1);
          var sum = 0.0;
          for (var row = y * uniforms.blockSide; row < bottom; row++) {
            var inRow = 0.0;
            for (var column = x * uniforms.blockSide; column < right; column++) {
              let at = ((sample * shape.y + row) * shape.z + column) * shape.w + c;
              inRow += dy[at] ${pattern ? '* delta[at % uniforms.patternSize]' : ''};
            }
            sum += inRow;
          }
          result[index] = sum;
        }`,
  });
});

/** ∂loss/∂δ: of each image's own pattern, or of the one that all share, summed over the batch [1, H, W, C]. */
registerWebGPUKernel<{ dy: TensorInfo; mask: TensorInfo }, { patch: number; shared: boolean }>(
  'SmmPromptPatternBack',
  ({ inputs: { dy, mask }, attributes: { patch, shared }, run }) => {
    const [batch, height, width, channels] = dy.shape as Shape;
    const shape = [shared ? 1 : batch, height, width, channels];
    const values = util.sizeFromShape(shape);
    return run({
      name: 'promptPatternBack',
      inputs: { dy: { tensor: dy, lanes: 1 }, mask: { tensor: mask, lanes: 1 } },
      shape,
      lanes: 1,
      workgroups: Math.ceil(values / WORKGROUP),
      integers: { values, blockSide: patch, samples: shared ? batch : 1 },
      trips: shared ? batch : 1,
      source: `
        ${COARSE}
        fn main(index : i32) {
          if (index >= uniforms.values) { return; }
          let shape = uniforms.dyShape;
          let c = index % shape.w;
          let column = (index / shape.w) % shape.z;
          let row = (index / (shape.w * shape.z)) % shape.y;
          let first = index / (shape.w * shape.z * shape.y);
          var sum = 0.0;
          for (var sample = first; sample < first + uniforms.samples; sample++) {
            let at = ((sample * shape.y + row) * shape.z + column) * shape.w + c;
            sum += dy[at] * mask[coarseAt(sample, row, column, c)];
          }
          result[index] = sum;
        }`,
    });
  },
);
