import type { Messages } from '../messages';
import { format } from './format';
import { openers } from './openers';

export const slow: Messages['slow'] = {
  open: openers.slowly,
  openHint: openers.slowlyHint,
  title: '一个训练步，慢放',
  close: '回到运行（Esc）',
  steps: '这一步的各部分',
  names: {
    resize: '缩放',
    generate: '生成',
    upsample: '上采样',
    multiply: '相乘',
    add: '相加',
    classify: '分类',
    map: '映射',
    loss: '损失',
    'gradient-pattern': '对 δ 的梯度',
    'gradient-mask': '对 φ 的梯度',
    adam: 'Adam',
  },
  sentences: {
    resize: ({ batch, side }) =>
      `批中的 ${batch} 张图像各自缩放到 ${side} × ${side} 并归一化。这里没有训练任何东西。`,
    generate: ({ cells }) =>
      cells === null
        ? '此方法不为图像生成掩码。'
        : `掩码网络 φ 看每个 r(x)，为它给出 ${cells} × ${cells} × 3 个掩码值，按这一批归一化。`,
    upsample: () => '每个掩码值复制到它的图块：每个像素每个通道一个值。',
    multiply: () => '同一个共用图案 δ 乘以每张图像自己的掩码。',
    add: () => '乘积加到图像上：x̃ = r(x) + δ ⊙ m(x)。没有任何截断。',
    classify: () => '冻结网络看每个 x̃，为它认识的每个类别给出一个 logit。',
    map: () => 'π 为每个标签从中选出一个 logit；softmax 只在选出的之间进行。',
    loss: ({ batch, before }) =>
      `与真实标签的交叉熵，${batch} 张图像的均值：${before} nat。这一步要使它变小。`,
    'gradient-pattern': () => '损失经冻结网络回到 x̃；乘以每张图像的掩码并在批内求和，就得出 δ 应如何移动。',
    'gradient-mask': () =>
      '同一梯度乘以 δ 并在每个图块内求和，得出每个掩码应如何移动，再经掩码网络得出 φ 应如何移动。',
    adam: ({ before, after }) =>
      `Adam 让 δ 与 φ 逆着梯度移动。同一批再算一次：损失 ${before} → ${after} nat。`,
  },
  ofSample: (label, before, after) => `这张图像，“${label}”：${before} % → ${after} %。`,
  unlabelled: '这张图像没有已知的标签。',
  facts: {
    loss: '这一批的损失',
    accuracy: '这一批中正确的',
    rate: '学习率',
    gradient: '‖梯度‖',
    change: '‖变化‖',
    value: '‖值‖',
    pattern: 'δ',
    mask: 'φ',
    still: '保持不动',
    probability: '标签的概率',
  },
  pictures: {
    gradient: '损失对 δ 的梯度',
    change: 'δ 的变化',
    maskChange: '掩码的变化',
    range: (limit) => `纯色对应 ±${limit}，灰色为 0`,
    changeRange: (channel, limit) => `${channel}，±${limit}`,
  },
  product: 'δ ⊙ m(x)',
  probabilities: '各标签的概率，%',
  beforeAfter: '灰色：这一步之前；高亮：之后，同一网络',
  back: '上一部分（Page Up）',
  forward: '下一部分（Page Down）',
  play: '播放各部分',
  pause: '暂停',
  at: (at, count) => `第 ${at} 部分，共 ${count} 部分`,
  only: '这一步移动',
  onlyOptions: { both: 'δ 与 φ', pattern: '只 δ', mask: '只 φ' },
  again: '再走一步',
  restart: '重新从运行开始',
  taken: (steps) =>
    steps === 0
      ? '在副本上进行：运行本身保持不变。'
      : `此副本在这一步之前已走了 ${format.count(steps)} 步。前向各图属于原运行，所有数字属于副本。`,
  most: (steps) => `一个副本至多走 ${steps} 步。`,
  noMoments: '保存的运行没有 Adam 的矩：在此从零开始，因此最初几步较大。',
};
