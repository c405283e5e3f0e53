import type { Messages } from '../messages';

export const switches: Messages['switches'] = {
  states: {
    recorded: { word: '录制', hint: '已录制：立即显示；按“播放”重新训练。' },
    live: { word: '已训练', hint: '在此训练过：立即显示；按“播放”重新训练。' },
    queued: { word: '排队中', hint: '在队列中等待训练。' },
    training: { word: '训练中', hint: '正在训练。' },
    absent: { word: '待训练', hint: '尚未训练：按“播放”。' },
  },
  roles: { control: '对照', demonstration: '示例', shown: '未训练' },
  refused: '暂不可用',
  offNow: '当前关闭',
  identical: '相同',
  notRetrained: '立即生效，在已训练的运行中；不重新训练。',
  backOn: '回到训练好的运行',
  train: '加入队列训练',
  trainWithout: '训练一次没有它的运行',
  paired: '相同的初始权重，相同的批次：可以逐张图像比较。',
  waits: '等待上方的运行：请暂停它，或等它结束。',
  cancel: '移出队列',
};
