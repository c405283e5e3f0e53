import type { Messages } from '../messages';
import { format } from './format';
import { translated } from './translated';

export const switchedOff: Messages['switchedOff'] = {
  region: '当前关闭的部分',
  mark: '当前关闭，未重新训练',
  announce: (part, standIn) => `${translated(part)}当前关闭，未重新训练：${translated(standIn)}。`,
  waits: {
    weights: '正在获取此运行的权重……',
    engine: '引擎正在加载……',
    pictures: '正在计算视图中的图像……',
  },
  accuracy: '留出准确率',
  trained: '训练时',
  now: '现在',
  points: (difference) => `${difference} 个百分点`,
  of: (count, total, step) =>
    `${count < total ? `${format.count(total)} 张中的前 ${format.count(count)} 张` : `${format.count(total)} 张`}图像，第 ${format.count(step)} 步`,
  counting: '正在用留出图像测试……',
  flips: (count, of) =>
    count === 0
      ? `视图中的 ${format.count(of)} 张图像读法都不变。`
      : `视图中的 ${format.count(of)} 张图像里有 ${format.count(count)} 张读法不同。`,
  past: (step) => `第 ${format.count(step)} 步按训练时的样子显示。关闭的部分在最新一步关闭。`,
  newest: '显示最新一步',
  back: '恢复',
  key: 'Esc',
  noWeights:
    '对于此运行，页面只有图像和数值而没有权重，因此无法关闭任何部分。在此训练的运行，或保留了权重的已录制运行，可以这样做。',
  train: '在此训练',
  recorded: (label) => `显示如此训练的运行 ${translated(label)}`,
};
