import type { Messages } from '../messages';
import { format } from './format';
import { translated } from './translated';

export const scrubber: Messages['scrubber'] = {
  title: '时间标记',
  slider: '保存的步',
  at: (step) => `第 ${format.count(step)} 步`,
  epoch: (epoch, epochs) => `第 ${format.count(epoch)} / ${format.count(epochs)} 轮`,
  pictures: (step) => `图像：第 ${format.count(step)} 步`,
  start: '训练之前',
  play: '播放保存的步',
  pause: '停在保存的步',
  follow: '最新',
  followHint: '跟随最新的一步',
  fork: {
    open: '在此分支',
    title: (step) => `在第 ${format.count(step)} 步之后分支`,
    changes: (label) => `${translated(label)} 从这里按当前开关继续：`,
    change: (from, to) => `${translated(to)}，代替 ${translated(from)}`,
    about: '两者共有的部分连同动量原样沿用；新的部分重新开始。随后的批次相同。',
    begin: '训练此分支',
    begun: '已开始：它的曲线从此处离开原来的运行。',
    noCheckpoint: '分支所需的检查点已不再保存。请在另一步分支。',
    refusals: {
      weights: '这是录制的运行：页面上没有它的权重。请在此训练一次运行，然后在任意步分支。',
      end: '运行在这一步结束，没有可训练的内容。请将标记移到较早的一步。',
      checkpoint: '这一步或之前没有保存检查点。第一个检查点在第一轮之后或暂停时保存：请在较后的步分支。',
      other:
        '分支沿用相同的数据、尺寸、批次、学习率和种子；只能改变开关。请将其他设置改回屏幕上运行的设置，或按“播放”开始一次独立的运行。',
      same: '开关描述的就是此运行本身。请改变其中一个，再分支。',
    },
  },
  empty: '保存第一步之后即可滑动。',
};
