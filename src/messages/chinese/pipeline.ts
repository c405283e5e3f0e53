import type { Messages } from '../messages';
import { format } from './format';
import { translated } from './translated';

const stepOf = (step: number) => (step === 0 ? '训练之前' : `第 ${format.count(step)} 步`);

export const pipeline: Messages['pipeline'] = {
  title: '一张图像通过提示的历程',
  empty: {
    resized: '图像',
    mask: '只属于这张图像的掩码',
    loading: '正在载入录制的运行……',
    starting: '第一批之后出现第一批掩码。',
    none: '按“播放”在此浏览器中训练。每张图像都有自己的掩码，从第一批起即可看到。',
  },
  hint: '指向任意图像。单击固定像素，方向键移动它。',
  channels: ['红', '绿', '蓝'],
  channelSigns: ['R', 'G', 'B'],
  chooseChannel: '通道',
  channelOptions: { all: '全部', r: 'R', g: 'G', b: 'B' },
  chooseGrid: '掩码分辨率',
  grids: { coarse: '图块', full: '像素' },
  gridHints: {
    coarse: '掩码网络给出的值，每个图块一个',
    full: '逐块插值后的掩码，每个像素一个值，与相乘时相同',
  },
  chooseRange: '色域',
  ranges: { unit: '±1', sample: '图像', run: '运行', locked: '锁定' },
  rangeHints: {
    unit: '从 −1 到 +1，不论数值如何',
    sample: '这张图像在这一步的掩码',
    run: '此运行所有保存的步中、所有图像的 99 % 的值',
    locked: '此刻的色域，对所有图像、步和运行保持不变',
  },
  legend: (limit) => `掩码的颜色：从 −${limit} 经中间的 0 到 +${limit}`,
  beyond: (fraction) => `色域，${format.percent(fraction)} % 超出`,
  within: '色域，全部在内',

  image: { size: (width, height) => `${width} × ${height}`, name: '原始图像' },
  resized: {
    note: (from, side) => `${from} 缩放到 ${side} × ${side}`,
    bordered: (from, side) => `${from} 加边框，${side} × ${side}`,
    name: '缩放后的图像',
  },
  pattern: {
    notes: { all: '所有图像共用一个图案', this: '只为这张图像生成', classes: '由每类一个的图案混合而成' },
    bounded: '所有图像共用，限于有效像素',
    none: '无图案',
    zero: '从零开始',
    stored: (step, gain) => ({
      word: `× ${format.count(gain)}，第 ${format.count(step)} 步`,
      why: `最近保存的图案，第 ${format.count(step)} 步`,
    }),
    name: '图案',
  },
  mask: {
    note: (cells, owner) =>
      `${cells} × ${cells} × 3，${{ this: '只为这张图像生成', another: '为另一张图像生成', all: '所有图像相同' }[owner]}`,
    frame: '一个边框，所有图像相同',
    absent: {
      none: { title: '无掩码', sentence: '整个图案以同样方式加到每张图像上。' },
      unprompted: { title: '无图案，无掩码', sentence: '不向图像添加任何东西，只映射标签。' },
      unseen: {
        title: '未保存掩码',
        sentence: '这张图像在此步保存之后才加入。它的掩码随实时运行的下一步出现，或在较后的步中。',
      },
    },
    name: (channel) => `掩码，${channel}通道`,
    frameName: '边框',
    frameSummary: (fraction) => `${format.percent(fraction)} % 的像素为 1，图案在此有效；其余为 0。`,
    composite: '三个掩码合成一张彩色图像，灰色 = 0',
    compositeSummary: (limit) => `灰色为 0，纯红、纯绿或纯蓝为 +${limit}。`,
    mean: (value) => `均值 ${value}`,
  },
  product: { note: '加到这张图像上的内容', name: '图案乘以掩码' },
  prompted: { note: '网络所见', same: '图像，未作改变', name: '加提示后的图像' },
  amplified: (gain) => `放大 ${format.count(gain)} 倍显示`,
  fullColour: (limit) => `纯色对应 ±${limit}`,
  clipped: (fraction) => (fraction < 0.001 ? '截断少于 0.1 %' : `${format.percent(fraction)} % 被截断`),
  clippedWhy: '屏幕无法显示的值在图中被截断。网络得到的是完整的值。',
  summary: (width, height, min, mean, max) =>
    `${width} × ${height} 个值，从 ${min} 到 ${max}，均值 ${mean}。`,
  nativeSummary: (width, height) => `${width} × ${height} 像素。`,

  equation: {
    title: '探针像素处的公式',
    pixel: (row, column) => `第 ${row} 行，第 ${column} 列`,
    normalised: (value) => `归一化 ${value}`,
  },

  save: {
    open: '保存',
    title: '保存所示内容',
    picture: '图像',
    kinds: {
      equation: '公式',
      masks: '掩码',
      resized: 'r(x)',
      pattern: 'δ',
      product: 'δ ⊙ m(x)',
      prompted: 'x̃',
    },
    heading: ({ label, data, sampleId, step }) =>
      `${translated(label)} · ${data} · ${sampleId.replace('/', ' ')} · ${stepOf(step)}`,
  },
  saveValues: '保存数值',
  saveValuesHint: '这张图像的每个数值，全精度：一个 .safetensors 文件，PyTorch 可直接读取。',

  answers: {
    source: (name) => `${name} 的回答`,
    sourceNote: (classes) => `${format.count(classes)} 个类别中的前 5 个，%`,
    target: '读作',
    targetNote: (shown, classes) =>
      shown === classes
        ? `任务的全部 ${format.count(classes)} 个标签，%`
        : `${format.count(classes)} 个标签中的前 ${shown} 个，%`,
    notMapped: '正在确定哪个类别代表哪个标签。',
    unmapped: '不代表任何标签',
    because: (source, target) => `${source} 代表 ${translated(target)}`,
    reasons: (pairs) => `因为 ${pairs.join(' · ')}`,
    truth: '真实标签',
    right: '正确',
    wrong: '错误',
    unnamed: (index) => `类别 ${format.count(index)}`,
  },

  networks: { 'efficientnet-lite0': 'EfficientNet-Lite0' },
  network: '网络',
  ownNetwork: '您自己的网络',
  steps: (step) => `${format.count(step)} 步之后`,
};
