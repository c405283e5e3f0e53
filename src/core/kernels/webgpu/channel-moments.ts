import { util, type TensorInfo } from '../../tf';
import { addedUp, layoutNumbers, layoutOf, PLACE_IN_LAYOUT, THREADS, type Layout } from './column-sums';
import { lanesOf, registerWebGPUKernel, typeOf, WORKGROUP, type Lanes, type Program } from './program';
import { runSeveral } from './several-results';

interface TrackedMomentsInputs {
  readonly x: TensorInfo;
  readonly runningMean: TensorInfo;
  readonly runningVariance: TensorInfo;
}

/**
 * Mean and variance of each channel. Every strip of pixels finds its own mean first and adds up squares around that,
 * so nothing large cancels; the strips are then put together around the common mean (Chan, Golub, LeVeque), and the
 * running statistics move on in the same pass.
 */
registerWebGPUKernel<TrackedMomentsInputs, { momentum: number }>(
  'SmmTrackedMoments',
  ({ inputs: { x, runningMean, runningVariance }, attributes: { momentum }, run, several, free }) => {
    const channels = x.shape.at(-1)!;
    const lanes = lanesOf(channels);
    const columns = channels / lanes;
    const rows = util.sizeFromShape(x.shape) / channels;
    const layout = layoutOf(rows, columns);
    const strips = run(ofStrips({ x, rows, columns, lanes }, layout));
    const program = together({ x: strips, rows, columns, lanes }, layout, {
      before: { meanBefore: runningMean, varianceBefore: runningVariance },
      momentum,
    });
    const one = { shape: [channels], lanes };
    const { result, mean, variance } = runSeveral(several, program, { mean: one, variance: one });
    free(strips);
    return [result, mean, variance];
  },
);

interface Matrix {
  readonly x: TensorInfo;
  readonly rows: number;
  readonly columns: number;
  readonly lanes: Lanes;
}

/** [strips, 2, channels]: the mean of each strip, and the sum of squares around it */
function ofStrips({ x, rows, columns, lanes }: Matrix, layout: Layout): Program {
  const type = typeOf(lanes);
  return {
    name: 'momentsOfStrips',
    inputs: { x: { tensor: x, lanes } },
    shape: [layout.strips, 2, columns * lanes],
    lanes,
    workgroup: THREADS,
    workgroups: layout.blocks * layout.strips,
    integers: layoutNumbers(layout, { rows, columns }),
    trips: (2 * layout.strip) / layout.down,
    source: `
      var<workgroup> gathered : array<${type}, ${THREADS}>;
      fn main(index : i32) {
        ${PLACE_IN_LAYOUT}
        var sum = ${type}(0.0);
        for (var row = first + lane; row < end; row += down) {
          sum += x[row * uniforms.columns + column];
        }
        ${addedUp('sum')}
        let mean = gathered[local % across] / ${type}(f32(max(end - first, 1)));
        var squares = ${type}(0.0);
        for (var row = first + lane; row < end; row += down) {
          let difference = x[row * uniforms.columns + column] - mean;
          squares += difference * difference;
        }
        ${addedUp('squares')}
        if (writes) {
          result[2 * strip * uniforms.columns + column] = mean;
          result[(2 * strip + 1) * uniforms.columns + column] = gathered[local];
        }
      }`,
  };
}

/** [strips, 2, channels] → [2, channels], and the running statistics after it: a workgroup for each channel group, its threads sharing the strips */
function together(
  { x, rows, columns, lanes }: Matrix,
  { strip, strips }: Layout,
  { before, momentum }: { readonly before: Readonly<Record<string, TensorInfo>>; readonly momentum: number },
): Program {
  const type = typeOf(lanes);
  return {
    name: 'momentsTogether',
    inputs: {
      x: { tensor: x, lanes },
      ...Object.fromEntries(Object.entries(before).map(([name, tensor]) => [name, { tensor, lanes }])),
    },
    shape: [2, columns * lanes],
    lanes,
    workgroup: WORKGROUP,
    workgroups: columns,
    integers: { rows, columns, strip, strips },
    floats: { keep: 1 - momentum, take: momentum, takeOfVariance: (momentum * rows) / (rows - 1) },
    trips: 2 * Math.ceil(strips / WORKGROUP),
    source: `
      var<workgroup> gathered : array<${type}, ${WORKGROUP}>;
      fn main(index : i32) {
        let local = i32(localIndex);
        let across = 1;
        let down = ${WORKGROUP};
        let lane = local;
        let column = index / ${WORKGROUP};
        let end = select(0, uniforms.strips, column < uniforms.columns);
        var sum = ${type}(0.0);
        for (var strip = lane; strip < end; strip += ${WORKGROUP}) {
          let count = f32(min(uniforms.strip, uniforms.rows - strip * uniforms.strip));
          sum += count * x[2 * strip * uniforms.columns + column];
        }
        ${addedUp('sum')}
        let meanOfAll = gathered[0] / f32(uniforms.rows);
        var squares = ${type}(0.0);
        for (var strip = lane; strip < end; strip += ${WORKGROUP}) {
          let count = f32(min(uniforms.strip, uniforms.rows - strip * uniforms.strip));
          let difference = x[2 * strip * uniforms.columns + column] - meanOfAll;
          squares += x[(2 * strip + 1) * uniforms.columns + column] + count * difference * difference;
        }
        ${addedUp('squares')}
        if (lane == 0 && column < uniforms.columns) {
          let varianceOfAll = gathered[0] / f32(uniforms.rows);
          result[column] = meanOfAll;
          result[uniforms.columns + column] = varianceOfAll;
          mean[column] = meanBefore[column] * uniforms.keep + meanOfAll * uniforms.take;
          variance[column] = varianceBefore[column] * uniforms.keep + varianceOfAll * uniforms.takeOfVariance;
        }
      }`,
  };
}
