import type { Messages } from '../messages';
import { format } from './format';
import { translated } from './translated';

export const predict: Messages['predict'] = {
  region: '预测',
  units: {
    rate: '%',
    points: '个百分点',
    nats: 'nats',
    count: '',
    milliseconds: 'ms',
    'per-second': '张/秒',
    steps: '步',
  },
  amount: (amount, unit) => (unit === '' ? amount : `${amount} ${unit}`),
  gapUnits: {
    rate: '个百分点',
    points: '个百分点',
    nats: 'nats',
    count: '',
    milliseconds: 'ms',
    'per-second': '张/秒',
    steps: '步',
  },
  guess: '你的预测',
  unset: '尚未给出',
  field: (unit) => (unit ? `或直接输入（${unit}）` : '或直接输入'),
  outside: (low, high) => `请输入 ${low} 到 ${high} 之间的数。`,
  choose: '选择一项',
  draw: {
    how: '用鼠标、手指或笔画出曲线。键盘：← → 选择一列，↑ ↓ 移动它。',
    region: '你的曲线',
    clear: '重新画',
    epoch: '轮次',
    step: '步',
    accuracy: '测试准确率（%）',
    loss: '训练损失（nats）',
    column: (axis, column) => `${axis} ${format.count(column)}`,
    empty: '未画',
  },
  reveal: '揭晓',
  revealUnguessed: '不预测，直接揭晓',
  another: '再加一个预测',
  given: (count) => `已有 ${format.count(count)} 个预测`,
  full: (limit) => `已有 ${format.count(limit)} 个预测，不再接受更多。`,
  clear: '清除',
  again: '重新预测',
  forget: (count) => `清除 ${format.count(count)} 个预测并重新提问？`,
  forgetYes: '清除',
  forgetNo: '保留',
  save: '保存为 CSV',
  fileName: 'guesses.csv',
  waiting: '正在读取录制的运行……',
  unreachable: {
    guessed: '现在无法读取录制的运行。你的预测已保留，可以读取时再作比较。',
    unguessed: '现在无法读取录制的运行，因此没有答案可以显示。',
  },
  unrecorded: '录制的运行没有回答这个问题，因此没有答案可以显示。',
  retry: '重试',
  ours: '我们的，录制',
  published: '论文数值',
  mark: {
    guess: '你',
    mean: (count) => `${format.count(count)} 个的均值`,
    truth: '录制',
    zero: '无差异',
    band: '± 标准差',
    interval: '95% 区间',
  },
  each: '每个答案',
  none: (truth) => `录制结果：${truth}。`,
  number: ({ count, guess, truth, apart, direction }) => {
    const said = count === 1 ? `你预测 ${guess}` : `${format.count(count)} 个预测，平均 ${guess}`;
    const off = direction === 'met' ? '与预测相同' : `比预测${direction === 'above' ? '低' : '高'} ${apart}`;
    return `${said}。录制结果：${truth}，${off}。`;
  },
  within: {
    interval: '预测落在 95% 区间内：这些运行并不否定它。',
    deviation: '误差不大于各种子之间的差别。',
  },
  noDifference: (pairs) => `区间包含零：用 ${format.count(pairs)} 对运行看不出差异。`,
  onePair: '只有一对运行，没有区间：这样大小的差异可能是偶然。',
  choice: {
    right: (answer) => `正确：${answer}`,
    wrong: (guess, answer) => `你选了“${guess}”。录制结果：“${answer}”。`,
    several: (right, count, answer) =>
      `${format.count(count)} 人中有 ${format.count(right)} 人选了“${answer}”，与录制结果一致。`,
    guessed: '预测',
    recorded: '录制',
    option: '答案',
    votes: (count) => format.count(count),
    isRight: '录制结果',
    alike: (options, answer, seeds) =>
      `用 ${format.count(seeds)} 个种子无法区分${format.list(options.map((option) => `“${option}”`))}与“${answer}”：也算正确。`,
  },
  curve: {
    summary: (count, apart) =>
      count === 1
        ? `你的曲线与录制曲线平均每列相差 ${apart}。`
        : `${format.count(count)} 条曲线的均值与录制曲线平均每列相差 ${apart}。`,
    end: (guess, truth) => `最后：预测 ${guess}，录制 ${truth}。`,
    picture: (axis) => `预测曲线与录制曲线，按${axis}`,
  },
  basis: ({ label, against, seeds, data, side, epochs, tests, spread }) => {
    const what =
      against === null ? translated(label) : `“${translated(label)}”减去“${translated(against)}”，按种子配对`;
    const spreads = { deviation: '，± 样本标准差', interval: '，方括号内为 95% 区间' };
    const pictures = tests === null ? '全部测试图像' : `${format.count(tests)} 张测试图像`;
    return `${what}。N = ${format.count(seeds.length)}（种子 ${format.list(seeds.map(String))}）${spread ? spreads[spread] : ''}。${data}，${format.count(side)} px，${format.count(epochs)} 轮，${pictures}。`;
  },
  publishedOf: ({ source, model, data, epochs, figures }) => {
    const on = data === 'Average' ? '11 个数据集的均值' : data;
    const training = epochs === null ? '' : `，${format.count(epochs)} 轮`;
    const numbers = figures.map(
      ({ label, value, nearest }) => `${translated(label)} ${value}${nearest ? '（最接近的变体）' : ''}`,
    );
    return `${numbers.join('，')}。${translated(source)}：${model}，${on}${training}。网络和数据都不同：只并列，不比较。`;
  },
  withInterval: (value, low, high) => `${value} [${low}, ${high}]`,
  withDeviation: (value, deviation) => `${value} ± ${deviation}`,
};
