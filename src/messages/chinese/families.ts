import type { Messages } from '../messages';
import { format } from './format';

export const families: Messages['families'] = {
  accuracy: '各变体的测试准确率',
  accuracyUnit: '%，每轮之后',
  loss: '各变体的训练损失',
  lossUnit: (decay) => `每步交叉熵，指数滑动平均（${decay}）`,
  band: '粗线：各种子的均值。细线：每个种子。色带：± 一个样本标准差。',
  seeds: (count) => `N = ${format.count(count)}`,
  scale: '损失轴',
  linear: '线性',
  log: '对数',
  step: '步',
  at: (step) => `第 ${format.count(step)} 步`,
  empty: '所选变体训练几轮后显示曲线。',
  emptyLoss: '选择一个变体后，从此浏览器的运行库读取每一步。',
  more: (count) => `另有 ${format.count(count)} 个变体未绘出。请在表中选择行。`,
  legend: '变体',
  none: '–',
};
