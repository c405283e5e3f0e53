import type { Messages } from '../messages';

export const door: Messages['door'] = {
  title: '每张图像都需要自己的掩码吗？',
  what: '一个冻结的网络，通过加到输入上的内容学会新任务：所有图像共用一个图案，每张图像各有一个掩码。看它训练，关闭其中一部分，看看那一部分值多少。',
  explore: '观看一次运行',
  compare: '比较各变体',
};
