import type { Messages } from '../messages';
import { format } from './format';

const variants = (count: number) => `${format.count(count)} 个变体`;

export const ownPicture: Messages['ownPicture'] = {
  title: '您的图像在每个变体下',
  caption: '一张图像通过每个保存了权重的已训练变体，不为它作任何训练。它不会离开这台设备。',
  choose: '选择或拖入一张图像',
  end: '停止',
  kept: '本地训练',
  prompted: '有提示',
  unprompted: '仅图像',
  states: {
    none: () => '',
    opening: (_, count) => `正在打开引擎和 ${variants(count)}的权重……`,
    working: (answered, count) => `${variants(count)}中 ${format.count(answered)} 个已回答……`,
    done: (_, count) => `${variants(count)}。深色边框：提示改变了仅凭图像的回答。`,
    ended: (answered, count) => `在 ${variants(count)}中的 ${format.count(answered)} 个之后停止。`,
    failed: () => '无法读取此图像。请选择另一张。',
  },
};
