import type { Messages } from '../messages';
import { format } from './format';

export const curves: Messages['curves'] = {
  accuracy: '测试准确率',
  accuracyUnit: (data, count) =>
    count === null ? `${data}，%` : `${data}，${format.count(count)} 张测试图像中的 %`,
  loss: '训练损失',
  lossUnit: (window) => `每步交叉熵；粗线：${format.count(window)} 步的均值`,
  seeds: (count) => `N = ${format.count(count)} 个种子`,
  live: '实时',
  unprompted: '无提示',
  epoch: '轮',
  step: '步',
  chart: '图',
  table: '表',
  view: (title) => `${title}：图或表`,
  at: {
    epoch: (epoch) => `第 ${format.count(epoch)} 轮`,
    step: (step) => `第 ${format.count(step)} 步`,
  },
  emptyLoss: '训练几步后显示损失。',
  emptyAccuracy: '第一轮结束后出现第一个点。',
  accuracyOf: '测试图像中的 %',
  columns: {
    run: '运行',
    epoch: '轮',
    step: '步',
    testAccuracy: '测试 %',
    trainAccuracy: '训练 %',
    trainLoss: '训练损失',
    learningRate: '学习率',
    msPerStep: 'ms/步',
    mean: (window) => `${format.count(window)} 步均值`,
  },
  rates: (pattern, mask) => `δ ${pattern}，φ ${mask}`,
};
