import type { Messages } from '../messages';
import { format } from './format';
import { openers } from './openers';

type Operation = Parameters<Messages['stages']['mask']['does']>[0][number];

const operations: Record<Operation, (inputs: number, outputs: number) => string> = {
  convolution: (inputs, outputs) => `3 × 3 卷积，${inputs} → ${outputs}`,
  dense: (inputs, outputs) => `线性层，${inputs} → ${outputs}`,
  'batch-norm-relu': () => '归一化，ReLU',
  'max-pool': () => '2 × 2 池化',
  threshold: () => '大于零为 1，否则为 0',
  'channel-mean': (inputs) => `${inputs} 个通道的均值`,
};

export const stages: Messages['stages'] = {
  loading: openers.loading,
  close: '关闭（Esc）',
  asking: '正在询问此运行……',
  ofStep: (step) => `此处为运行在第 ${format.count(step)} 步的情形。`,
  otherStep: (step, shown) =>
    `此处为运行在第 ${format.count(step)} 步的情形；上方显示的是第 ${format.count(shown)} 步。`,
  switchedOff: (step) => `此处为完整运行在第 ${format.count(step)} 步的情形；上方关闭了其中一部分。`,
  showStep: (step) => `显示第 ${format.count(step)} 步`,
  buttons: openers.stages,
  short: openers.short,
  titles: {
    resized: 'r(x)：缩放并归一化',
    mask: 'g(r(x))：生成掩码的网络',
    upsampling: 'U：从图块到像素',
    pattern: 'δ：图案',
    prompted: 'x̃：逐层的和',
    network: 'f：冻结网络看到的变化',
    mapping: 'π：哪个类别代表哪个标签',
  },
  absent: {
    resized: '此方法把图像原样放入边框：没有缩放。',
    mask: '此掩码不由网络生成：它直接训练而来，或者没有掩码。',
    upsampling: '此方法没有需要放大的粗掩码。',
    pattern: '此方法没有图案，或者这一步没有保存图案。',
    prompted: '没有向这张图像添加任何东西。',
    network: '这一步没有保存网络对这张图像所见的内容。',
    mapping: '还没有映射。',
  },

  resized: {
    sentence: (count, shrinks) =>
      shrinks
        ? `r(x) 的每个值是图像中 ${format.count(count)} 个像素的加权平均，单位与冻结网络训练时相同。`
        : `r(x) 的每个值由图像中最近的 ${format.count(count)} 个像素混合而成，越近权重越大，再换算到冻结网络训练时的单位。`,
    before: '图像 x',
    beforeNote: (width, height, channels) =>
      `${width} × ${height} × ${channels}，0 … 255；框内为被读取的像素`,
    block: () => '被读取的像素',
    blockNote: '每个像素的值与权重：行权重 × 列权重。',
    row: (index) => `第 ${index} 行`,
    column: (index) => `第 ${index} 列`,
    averaged: (width, height) =>
      `${width} × ${height} 个像素，以从中心线性递减的权重平均，避免细小结构闪烁。`,
    value: 'v',
    units: '换算到网络的单位',
    unitsNote: (units, means, deviations) =>
      `网络以 ${units.join('；')} 训练：白色的均值 ${means.join('、')}，偏差 ${deviations.join('、')}。${
        units.length === 1 ? '灰度图像三个通道的值相同。' : '红、绿、蓝各有单位，因此灰度图像有三个不同的值。'
      }δ 与 m(x) 也用此单位。`,
    after: 'r(x)',
    afterNote: (side, from, to) => `${side} × ${side} × 3，${from} … ${to}`,
  },

  mask: {
    sentence: (blocks, parameters, sees) =>
      `${blocks} 个块加一个输出头，共 ${parameters} 个参数，只看 r(x)。${
        sees === null || sees <= 1
          ? ''
          : `探针所在的掩码格看到 ${sees} × ${sees} 个像素：在 r(x) 中框出，各块中框出途经的格。`
      }`,
    input: 'r(x)',
    thumbnail: 'r(x) 的缩略图',
    block: (index) => `块 ${index}`,
    head: '输出头：掩码',
    size: (height, width, channels) => `${height} × ${width} × ${channels}`,
    does: (kinds, inputs, outputs) => kinds.map((kind) => operations[kind](inputs, outputs)).join('，'),
    parameters: (count) => `${count} 个参数`,
    channelsOf: (name) => `${name} 的所有通道`,
    summary: (height, width, channels, limit) =>
      `${channels} 个通道，每个 ${height} × ${width} 格，纯色对应 ${limit}。`,
    pointAt: '指向一个通道即可读取其值。',
    reading: (channel, row, column, value) => `通道 ${channel}，格 (${row}, ${column})：${value}`,
    contributions: (channel) => `探针处的掩码值由什么构成，${channel}`,
    channel: (index) => `通道 ${index}`,
    bias: '偏置',
    others: (count) => `其余 ${count} 项`,
    total: (value) => `合计 ${value}`,
    rounded: (bench) => `工作台显示 ${bench}：存储的步骤把掩码舍入到其最大值的 1/127。`,
  },

  upsampling: {
    sentence: (cells, side, patch) =>
      `掩码网络给出 ${cells} × ${cells} 个值；逐块插值时，每个值只凭复制填满 ${side} × ${side} 像素中的 ${patch} × ${patch} 个。`,
    uneven: (side, patch, last) => `${side} 不能被 ${patch} 整除：最右与最下的图块宽 ${last}，复制同一个值。`,
    coarse: (cells) => `g(r(x))，${cells} × ${cells}`,
    coarseName: (channel) => `粗掩码，${channel}通道`,
    cell: (row, column, value) => `格 (${row}, ${column})：${value}`,
    range: (channel, limit) => `${channel}，±${limit}，与上方相同`,
    profile: '此格在其所在行中的权重',
    profileNote: (column) => `第 ${column} 个粗列在每个像素列上的权重；阴影处为探针。`,
    profileName: (weights) => `探针处的权重：${format.list(weights)}。`,
    kernel: (label, own) => (own ? `${label}（此运行）` : label),
    taps: (taps) => `每个像素读取 ${taps} 个粗值；探针处：`,
  },

  pattern: {
    sentence: (count) => `${count} 个可训练的值，每个像素每个通道一个，所有图像共用；从零开始，没有界限。`,
    bounded: (count) =>
      `${count} 个数值，为白色的 0 … 1：训练所得 δ 的 σ(δ)；只有图像周围边框中的数值起作用。`,
    picture: (step) => `第 ${format.count(step)} 步的 δ`,
    shown: (gain, limit) => `放大 ${format.count(gain)} 倍显示：纯色对应 ±${limit}，灰色为 0`,
    allChannels: '所有通道',
    histogram: (whose) => `各值出现的频数，${whose}`,
    histogramNote: (count, limit, value) => `±${limit} 内的 ${count} 个值；高亮的是探针处的值，${value}。`,
    spread: '分布',
    least: '最小',
    mean: '均值',
    greatest: '最大',
    deviation: '标准差',
    growth: '‖δ‖ 的增长',
    growthNote: (count) => `${format.count(count)} 个保存的步，从零起；圆点为所示的步`,
    growthName: (first, from, last, to) =>
      `δ 的范数从第 ${format.count(first)} 步的 ${from} 到第 ${format.count(last)} 步的 ${to}。`,
    at: (step, value) => `第 ${format.count(step)} 步：${value}`,
  },

  prompted: {
    sentence: '图像、δ 与 δ ⊙ m(x) 以网络的单位相加；掩码与显著性只覆在和之上，不改变它。',
    layers: '图层，从后到前',
    names: { image: 'r(x)', pattern: 'δ', product: 'δ ⊙ m(x)', mask: 'm(x)', saliency: '∂ logit' },
    legends: {
      image: '缩放后的图像',
      pattern: '整个加上：没有掩码的提示',
      product: '按掩码允许的程度加上',
      mask: '',
      saliency: '回答不依赖之处变暗',
    },
    maskLegend: (channel) => `${channel}，覆在和之上，越强越不透明，至多 75 %`,
    name: (sum) => `图层：${sum}`,
    sums: {
      nothing: () => '和中没有打开任何图层。',
      image: () => 'r(x)：没有提示时网络所见。',
      pattern: (gain) => `单独的 δ，以灰色为零放大 ${format.count(gain)} 倍。`,
      product: (gain) => `单独的 δ ⊙ m(x)，以灰色为零放大 ${format.count(gain)} 倍。`,
      both: (gain) => `δ + δ ⊙ m(x)，以灰色为零放大 ${format.count(gain)} 倍：方法中没有这一步。`,
      unmasked: () => 'r(x) + δ：整个图案，如同掩码处处为 1。',
      prompted: () => 'r(x) + δ ⊙ m(x) = x̃：正是网络得到的内容。',
      everything: () => 'r(x) + δ + δ ⊙ m(x)：方法中没有这一步。',
    },
    mark: (fraction) =>
      `标出屏幕无法显示的 ${format.percent(fraction)} % 的像素：它们在此被截断，对网络则没有`,
  },

  network: {
    sentence: (network, side, sources, targets) =>
      `${network} 读取 ${side} × ${side} × 3 个值，给出 ${format.count(sources)} 个 logit，其中 π 保留 ${format.count(targets)} 个；它的权重从不改变，改变的只是它所看的内容。`,
    at: (symbol, label) => `“${label}”在 ${symbol} 处取决于什么`,
    strengthNote: (limit) => `各通道 |∂ logit| 之和，0 … ${limit}`,
    sameRange: '同一个 logit，同一色域',
    account: '梯度与提示相遇之处',
    accountNote: (limit) => `∂ logit/∂r(x) ⊙ (δ ⊙ m)，±${limit}：支持该标签，或反对`,
    change: (label) => `提示使“${label}”的 logit 变化多少`,
    firstOrder: '一阶，r(x) 处的梯度',
    bothEnds: '两端梯度的平均',
    truly: (before, after) => `实际：${before} → ${after}`,
    caution: '网络不是线性的，提示也不小：逐像素的账只是一阶近似，它的和可能与实际变化相差很大。',
  },

  mapping: {
    sentence: '网络为每张训练图像说出一个类别；最常相遇的类别与标签配成一对，然后在余下的中间继续。',
    player: '逐个分配',
    back: '上一个分配',
    forward: '下一个分配',
    play: '播放各次分配',
    pause: '暂停',
    slider: '分配',
    at: (at, count) => `第 ${at} 个，共 ${count} 个`,
    picked: (source, target, count) => `余下的最大频数是 ${format.count(count)}：${source} 代表 ${target}。`,
    nothingLeft: (source, target) =>
      `没有一张 ${target} 的图像被认作仍空闲的类别：它得到其中的第一个，${source}。`,
    lost: (target, source, count, gets, got) =>
      `${target} 也想要 ${source}（${format.count(count)} 张图像），${gets === null ? '什么也没有得到' : `得到了 ${gets}（${format.count(got)} 张）`}。`,
    moreLosers: (count) => `另有 ${format.count(count)} 个也想要它。`,
    matrix: '频数矩阵',
    matrixSummary: (sources, targets) =>
      `${targets} 个标签各有多少训练图像被网络认作 ${sources} 个类别中的每一个。`,
    states: { now: '现在分配', lost: '落选', taken: '已分配' },
    counted: (total, sources, unlisted) =>
      `${format.count(total)} 张训练图像，无增强，以提示的当前状态；列出 ${format.count(sources)} 个类别${unlisted > 0 ? `，另有 ${format.count(unlisted)} 张落在其他类别` : ''}。`,
    inUse: '这就是正在使用的 π。',
    notInUse: (differing, targets) =>
      `正在使用的 π 是在本轮开始时得出的：${targets} 个标签中有 ${differing} 个不同。`,
  },
};
