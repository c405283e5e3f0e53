import type { Messages } from '../messages';
import { format } from './format';

export const settings: Messages['settings'] = {
  title: '设置',
  summary: ({ side, epochs, seed }) => `${side} px · ${format.count(epochs)} 轮 · 种子 ${seed}`,
  data: {
    question: '用哪些图像？',
    term: '数据',
    titles: { 'fashion-mnist': '服装，灰度', 'fashion-colour': '服装，彩色', 'clip-art': '剪贴画' },
    notes: { 'fashion-mnist': '28 px', 'fashion-colour': '32 px', 'clip-art': '96 px' },
    hints: {
      'fashion-mnist': 'Fashion-MNIST 中类别均衡的一部分：2,000 张训练，1,000 张测试。',
      'fashion-colour': '同样的服装，着色后置于剪贴画之上，让三个颜色通道有内容可表达。不是公开基准。',
      'clip-art': '十个主题，图像很少：提示帮助不大的一个例子。',
    },
    own: '您自己的',
    ownHint: ({ classes, train, test }) =>
      `您自己的图像，保存在此浏览器中：${format.count(classes)} 个类别，${format.count(train)} 张训练，${format.count(test)} 张测试。`,
    bring: '导入您自己的图像…',
    missing: (id) =>
      `所指的图像（${id}）不在此浏览器中，因此改用本页自带的图像。如果您有原来的文件，请在“数据与模型”中导入它们，并使用相同的类别和划分。`,
  },
  side: { label: '输入边长', hint: '网络的输入，像素', outside: '32 到 384 的整数。' },
  patch: { label: '掩码图块', hint: '共用一个掩码值的像素' },
  epochs: { label: '轮数', hint: '遍历训练图像的次数', outside: '1 到 1,000 的整数。' },
  batch: { label: '批大小', hint: '每步的图像数', outside: '1 到 1,024 的整数。' },
  patternLearningRate: { label: '学习率 δ', hint: 'α₁，图案的', outside: '大于 0、不超过 1 的数。' },
  maskLearningRate: { label: '学习率 φ', hint: 'α₂，掩码网络的', outside: '大于 0、不超过 1 的数。' },
  patternDecay: {
    label: '衰减 δ',
    hint: '轮数过半和到 72% 时，学习率乘以此数；1 表示不衰减',
    outside: '0.001 到 1 的数。',
  },
  maskDecay: { label: '衰减 φ', hint: '同上，用于掩码网络', outside: '0.001 到 1 的数。' },
  augmentation: { label: '数据增强', choices: { none: '无', 'crop-flip': '裁剪与翻转' } },
  seed: { label: '种子', hint: '种子和后端相同：运行逐位相同', outside: '0 或更大的整数。' },
  defaults: '恢复默认值',
};
