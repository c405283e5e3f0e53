import type { Messages } from '../messages';
import { format } from './format';
import { translated } from './translated';

export const runs: Messages['runs'] = {
  reference: 'SMM',
  legend: '屏幕上的运行',
  recorded: '录制',
  live: '实时',
  seed: (seed) => `种子 ${seed}`,
  side: (side) => `${side} px`,
  what: '网络保持冻结：只有图案和掩码网络学习。',
  fork: (label, step) => `${translated(label)}，自第 ${format.count(step)} 步`,
  forked: (label, step) => `从 ${translated(label)} 的第 ${format.count(step)} 步之后分支。`,
  carried: (parts) => (parts.length === 0 ? '没有沿用任何内容。' : `沿用：${format.list(parts)}。`),
  fresh: (parts) => (parts.length === 0 ? '' : `重新开始：${format.list(parts)}。`),
  replaying: '正在重放运行到该处。',
  parts: {
    delta: '图案 δ',
    patterns: '各类的图案',
    mask_generator: '掩码网络',
    mask: '共享掩码',
    mask_scores: '共享掩码',
  },
  partly: (part, count, of) => `${part}（${format.count(of)} 个张量中的 ${format.count(count)} 个）`,
  differs: '开关描述的是另一次运行：按“播放”训练它。',
  none: '屏幕上没有运行',
  about: (what) => `关于运行 ${what}`,
  facts: {
    data: '图像',
    network: '网络',
    size: '输入',
    training: '训练',
    device: '计算设备',
    version: '版本',
    date: '录制于',
    dataHash: '数据，SHA-256',
    backboneHash: '网络，SHA-256',
    parameters: '训练参数',
  },
  training: ({ epochs, batch, patternRate, maskRate, seed }) =>
    `${format.count(epochs)} 轮，批大小 ${format.count(batch)}，α₁ ${format.decimal(patternRate)}，α₂ ${format.decimal(maskRate)}，种子 ${seed}`,
  size: (side, patch) => `${side} × ${side} 像素，掩码图块 ${patch}`,
  parameters: (pattern, generator) =>
    `δ 中 ${format.count(pattern)} 个，掩码网络中 ${format.count(generator)} 个`,
};
