import type { Messages } from '../messages';
import { format } from './format';
import { translated } from './translated';

export const queue: Messages['queue'] = {
  title: '待训练的运行',
  about: '每次运行都与同种子的基准从相同的初始权重开始，看到相同的批次。最多六次并行训练。',
  reference: '基准',
  referenceOf: (label) => `${translated(label)}，按当前开关`,
  chosen: (count) => (count === 0 ? '' : format.count(count)),
  seeds: '种子',
  seedsHint: (first, count) => (count === 1 ? `种子 ${first}` : `种子 ${first} 到 ${first + count - 1}`),
  add: (count) => (count === 0 ? '选择变体' : `训练 ${format.count(count)} 次运行`),
  known: (count) => `其中 ${format.count(count)} 次已训练或已在队列中。`,
  refusedOne: '暂不可用',
  list: '队列',
  empty: '没有等待的运行。',
  seed: (seed) => `种子 ${seed}`,
  states: {
    waiting: '等待',
    running: '训练中',
    paused: '已暂停',
    done: '完成',
    failed: '失败',
    cancelled: '已取消',
  },
  left: (seconds) => `剩余 ${format.duration(seconds)}`,
  total: (runs, seconds, unknown) =>
    `还有 ${format.count(runs)} 次运行，${
      unknown === runs
        ? '时间未知'
        : `约 ${format.duration(seconds)}${unknown > 0 ? `，另有 ${format.count(unknown)} 次尚未计时` : ''}`
    }`,
  earlier: (label) => `${translated(label)}：提前`,
  later: (label) => `${translated(label)}：推后`,
  cancel: (label) => `${translated(label)}：移出队列`,
  pause: '暂停',
  resume: '继续',
  clear: '清除已结束的',
  held: (count) => `有 ${format.count(count)} 次运行是上次访问留下的，等待您确认。`,
  trainHeld: () => '开始训练',
  blocked: '上方的运行优先。它完成、停止或在相同图像上暂停后，队列继续。',
  elsewhere: '此浏览器的另一个标签页正在训练这次运行。请在那里继续，或先关闭那个标签页。',
  noCheckpoint: '此运行要继续的检查点已不再保存。请从头训练。',
  unfinished: '未完成',
  goOn: (step) => `从第 ${format.count(step)} 步继续`,
};
