import type { Messages } from '../messages';
import { format } from './format';
import { translated } from './translated';

export const runBar: Messages['runBar'] = {
  play: '播放',
  resume: '继续',
  pause: '暂停',
  pausing: '正在暂停',
  step: '一批',
  stop: '停止',
  reset: '重新开始，相同的初始权重',
  reseed: '用另一个种子重新开始',
  save: '将此运行保存为文件',
  progress: '运行进度',
  keys: { play: '空格', step: '.' },

  idle: '按“播放”训练您自己的运行',
  changed: '按“播放”用这些设置重新训练',
  loading: {
    backend: '正在启动引擎',
    backbone: '正在载入网络',
    data: '正在载入图像',
    'self-test': '正在检查引擎的梯度',
  },
  loaded: (what, done, total) =>
    total > 1000 ? `${what}，${format.megabytes(done)} / ${format.megabytes(total)} MB` : what,
  prepared: (done, total) => `正在准备 GPU，${format.count(done)} / ${format.count(total)}`,
  starting: '正在开始运行',
  phases: { unprompted: '正在测试无提示的网络', mapping: '正在映射类别', evaluation: '正在测试' },
  epoch: (epoch, epochs) => `第 ${format.count(epoch)} / ${format.count(epochs)} 轮`,
  part: (share) => `${format.count(Math.round(share * 100))} %`,
  left: (seconds) => `剩余 ${format.duration(seconds)}`,
  paused: (step) => `在 ${format.count(step)} 步后暂停`,
  stopped: (step) => `在 ${format.count(step)} 步后停止`,
  done: (epochs) => `完成，${format.count(epochs)} 轮`,
  failed: '引擎已停止',

  announce: {
    started: (label) => `${translated(label)} 开始训练。`,
    compiling: '正在准备 GPU。',
    epoch: (epoch, epochs, accuracy) =>
      `第 ${epoch} / ${epochs} 轮：测试图像答对百分之 ${format.percent(accuracy)}。`,
    paused: '已暂停。',
    done: (accuracy) => `完成：测试图像答对百分之 ${format.percent(accuracy)}。`,
    stopped: '已停止。',
  },
};
