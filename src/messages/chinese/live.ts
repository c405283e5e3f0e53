import type { Messages } from '../messages';

export const live: Messages['live'] = {
  pictures: (step) => `图像：第 ${step} 步`,
  numbers: (step) => `数值：第 ${step} 步`,
  why: '在两次快照之间，图形设备直接绘制这些图像，每秒最多十次，不读回任何数值。数值以及保存和回看的内容来自快照。',
};
