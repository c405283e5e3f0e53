import type { Messages } from '../messages';

export const live: Messages['live'] = {
  pictures: (step) => `图像：第 ${step} 步`,
  numbers: (step) => `数值：第 ${step} 步`,
  why: '图形设备在每一步直接绘制这些图像，不读回任何数值。数值以及保存和回看的内容来自快照。',
};
