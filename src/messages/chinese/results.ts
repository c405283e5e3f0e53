import type { Messages } from '../messages';
import { format } from './format';

export const results: Messages['results'] = {
  title: '提示值多少',
  caption: (data, testCount) =>
    testCount === null ? data : `${data}，${format.count(testCount)} 张测试图像中答对的 %`,
  run: '运行',
  last: '最后',
  best: '最佳',
  gain: '增益',
  lastHint: '最后一轮之后',
  bestHint: '所有轮中的最高值；它是在测试图像上选出的，因此偏乐观',
  gainHint: '最后一轮与无提示网络之差，百分点',
  costHint: '图案和掩码网络的训练参数数量；最后一轮中一步的时间，在该运行的设备上',
  trained: (count) => `${format.count(count)} 个训练参数`,
  pace: (milliseconds) => `${format.count(Math.round(milliseconds))} ms/步`,
  unprompted: '无提示',
  unpromptedHint: '冻结的网络，仅用贪心标签映射',
  atEpoch: (epoch) => `第 ${format.count(epoch)} 轮后`,
  seeds: '各一次运行，N = 1：一两个百分点可能出于偶然。',
  differenceHint: 'B 比 A 高出多少，百分点；各一次运行，一两个百分点可能出于偶然',
  otherSeed: '种子不同：不成对',
  none: '–',
  empty: '第一轮之后显示准确率。',
};
