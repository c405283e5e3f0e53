import type { Messages } from '../messages';
import { format } from './format';

export const matrix: Messages['matrix'] = {
  title: '同样的图像在每个变体下',
  caption: (step, seed) => `${step}，种子 ${seed}。所有掩码用同一色域；✓ 和 ✗ 表示网络的回答是否正确。`,
  more: (count) => `另有 ${format.count(count)} 个变体未绘出：请在表中选择行。`,
  region: '纵向为变体，横向为图像',
  newest: '最新一步',
  step: (step) => `第 ${format.count(step)} 步`,
  empty: '两次运行在相同图像上训练几步后，这里显示图像。',
  layer: '显示',
  layers: { mask: '掩码', product: 'δ ⊙ m', prompted: '加提示后' },
  difference: '与基准之差',
  pictures: '图像',
  picturesShown: { all: '全部', 'flips-first': '先列翻转的', 'flips-only': '只看翻转的' },
  noFlips: '没有变体翻转这些图像的回答。',
  channel: '通道',
  channels: { r: 'R', g: 'G', b: 'B' },
  picture: '图像',
  own: '自己的图像',
  right: '正确',
  wrong: '错误',
  flipped: '翻转',
  flipsOf: (flips, count) =>
    flips === 0 ? '没有回答翻转' : `${format.count(count)} 个回答中 ${format.count(flips)} 个翻转`,
  noAnswer: '–',
  noMask: '无掩码',
  noPrompt: '无提示',
  notSeen: '未见过',
  legend: '掩码值，所有变体相同',
  differenceLegend: '掩码减去基准的掩码',
  gain: (gain) => `δ ⊙ m 放大 ${format.count(gain)} 倍显示，所有变体相同。`,
  cell: ({ variant, picture, answer, right }) =>
    `${variant}，${picture}：${answer}${right ? `，${right}` : ''}`,
  open: '在“探索”中打开此运行和图像',
};
