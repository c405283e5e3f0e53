import { util, type TensorInfo } from '../../tf';
import { channelwise } from './channelwise';
import { columnSums, sumOfRows } from './column-sums';
import { lanesOf, registerWebGPUKernel } from './program';

registerWebGPUKernel<{ x: TensorInfo }>('SmmChannelSums', ({ inputs: { x }, run, free }) => {
  const { lanes, values, columns, bound } = channelwise(x);
  return columnSums(
    { run, free },
    {
      name: 'channelSums',
      inputs: bound({ x }),
      rows: values / columns,
      columns,
      lanes,
      sums: 1,
      add: 'sum0 += x[at];',
      shape: [columns * lanes],
    },
  );
});

registerWebGPUKernel<{ x: TensorInfo }>('SmmBatchSums', ({ inputs: { x }, run, free }) => {
  const [batch, ...sample] = x.shape as [number, ...number[]];
  const lanes = lanesOf(util.sizeFromShape(sample));
  return sumOfRows({ run, free }, { tensor: x, lanes }, batch, [1, ...sample]);
});
