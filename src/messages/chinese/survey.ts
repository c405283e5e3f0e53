import type { Messages } from '../messages';
import { format } from './format';
import { openers } from './openers';

const pictures = (count: number) => `${format.count(count)} 张图像`;

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${format.decimal(Math.round(value * 100) / 100)}`;
}

export const survey: Messages['survey'] = {
  title: openers.all,
  jump: openers.all,
  back: openers.back,
  opening: openers.openingAll,
  lead: ({ before, after, won, lost }) =>
    `无提示时正确 ${format.percent(before)} %，有提示时正确 ${format.percent(after)} %：赢得 ${format.count(won)} 张，失去 ${format.count(lost)} 张。`,
  source: ({ count, data, seed, step }) =>
    `N = ${format.count(count)}，${data}，种子 ${seed}${step === null ? '' : `，第 ${format.count(step)} 步`}`,
  pictures,
  beside: (run) => `把 ${run} 放在旁边`,
  unpin: '移除 B',
  side: (letter, run) => `${letter} · ${run}`,
  csv: '保存为 CSV',
  csvHint: '每张测试图像：标签、回答、损失',
  reading: '正在询问每一张测试图像 …',
  progress: '已询问的测试图像',
  noRun: '打开一个运行，查看它对全部测试图像的作用。',
  noB: (run) => `${run} 未放在旁边：它不是在同样的图像上测试的。`,
  waitingB: (run) => `正在就同样的图像询问 ${run} …`,
  noThumbnails: '这些图像未随页面提供：以编号和圆点代替。',
  clear: '取消选择',
  chosen: (count) => `已选 ${pictures(count)}`,
  chosenElsewhere: (count, where) => `在“${where}”中选择的 ${pictures(count)}在此标出。`,
  more: (count) => `再显示 ${format.count(count)} 张`,
  list: '所选的图像',
  asTable: '表格',
  asChart: '图表',
  nats: (value) => `${format.decimal(Math.round(value * 100) / 100)} nat`,
  signed,
  card: {
    title: (number, count) => `测试图像 ${format.count(number)} / ${format.count(count)}`,
    truth: '真实标签',
    before: '无提示',
    after: '有提示',
    answer: '回答',
    loss: '损失（nat）',
    initial: '初始提示',
    right: '正确',
    wrong: '错误',
    close: '关闭卡片',
    bench: '放到工作台',
    onBench: '已在工作台上',
    neighbours: '选择最近的 20 张',
    notHere: (count) =>
      `只录制了当前显示的 ${format.count(count)} 张图像的掩码。在此训练这个运行，即可把任意测试图像放到工作台。`,
    noBench: '这个运行的权重不在手边：在此训练它，即可把任意测试图像放到工作台。',
  },
  outcomes: { won: '赢得', lost: '失去', wrong: '仍然错误', right: '仍然正确' },
  space: {
    title: '特征空间',
    caption:
      '冻结网络最后一层所读取的每张图像的特征，由 UMAP 布局：各侧共用一个布局，因此移动可以比较。簇与簇之间的距离意义不大。',
    sides: { before: '无提示', after: '有提示' },
    marks: '显示为',
    marksShown: { dots: '圆点', pictures: '图像' },
    facts: ({ before, after, dimensions, kept, options }) =>
      `所存的 ${dimensions} 个主成分保留了无提示时 ${format.percent(before)} %、有提示时 ${after.map(format.percent).join(' % / ')} % 的方差。布局保留了每张图像 ${options.neighbours - 1} 个最近邻中的 ${kept === null ? '…' : format.percent(kept)} %。UMAP：${options.neighbours} 个近邻，最小距离 ${format.decimal(options.minimum)}，${options.epochs} 轮，种子 ${options.seed}。`,
    summary: ({ count, classes }) =>
      `${format.count(classes)} 个类别的 ${pictures(count)}，以点表示，分别为无提示和有提示。`,
    stage: { neighbours: '正在寻找最近邻', layout: '正在布局' },
    cancel: '停止',
    stopped: '布局已停止。',
    start: '开始布局',
    again: (step) => `布局第 ${format.count(step)} 步`,
    older: (step) => `这是第 ${format.count(step)} 步的布局。`,
    failed: (reason) => `布局失败（${reason}）。`,
    noFeatures: '没有保留这个运行的特征，因此无法布局。',
    plot: (side) => `特征空间，${side}`,
    keys: '方向键移到该方向最近的图像，回车打开，N 选择最近的 20 张，Esc 取消。拖动以选择区域。',
    point: ({ number, truth, before, after }) =>
      `图像 ${format.count(number)}：${truth}；${before} → ${after}`,
    region: '区域内',
    nearest: (number) => `离图像 ${format.count(number)} 最近的 20 张`,
    one: (number) => `图像 ${format.count(number)}`,
    legend: '类别；按下即选择其图像',
    ofClass: (name) => name,
    empty: '指向或按下一张图像，或拖过一个区域，查看那里有什么。',
    none: '那里没有图像。',
  },
  losses: {
    title: '损失的变化',
    caption: {
      initial: '每张测试图像在训练后的提示下的交叉熵减去在初始提示下的交叉熵（论文图 2）。',
      unprompted: '每张测试图像在训练后的提示下的交叉熵减去无提示时的交叉熵。',
    },
    from: '比较',
    froms: { initial: '初始 → 训练后', unprompted: '无提示 → 训练后' },
    same: '这个提示从零开始，因此两种比较相同。',
    facts: ({ worse, count, mean, median }) =>
      `${format.percent(worse / count)} % 变差（${format.count(count)} 张中 ${format.count(worse)} 张）；均值 ${signed(mean)}，中位数 ${signed(median)} nat`,
    most: '变差最多的',
    better: '变好',
    worse: '变差',
    axis: '损失的变化（nat）',
    counts: '图像数',
    bar: ({ from, to, count }) => `${from} 至 ${to} nat：${pictures(count)}`,
    below: (to) => `低于 ${to}`,
    above: (from) => `高于 ${from}`,
    between: (from, to) => `${from} 至 ${to}`,
    empty: '按下一个柱条，查看其中的图像。',
    bars: (side) => `柱条${side === '' ? '' : `，${side}`}`,
    table: { range: '变化（nat）', count: '图像数' },
    mean: '均值',
  },
  confusion: {
    title: '混淆矩阵',
    caption: '行：真实标签。列：回答。每格最多显示九张图像。',
    captionDifference: '行：真实标签。列：回答。有提示的回答数减去无提示的回答数。',
    someClasses: (shown, all) =>
      `${format.count(all)} 个类别中最易混淆的 ${format.count(shown)} 个。数据文件包含全部类别。`,
    answers: '回答',
    answersShown: { before: '无提示', after: '有提示', difference: '差异' },
    truth: '真实标签',
    answer: '回答',
    grid: (side) => `混淆矩阵${side === '' ? '' : `，${side}`}`,
    summary: ({ count, before, after, most }) =>
      `共 ${pictures(count)}：无提示时正确 ${format.percent(before)} %，有提示时正确 ${format.percent(after)} %${most ? `；对角线之外最多的是“${most.part}”（${format.count(most.count)}）` : ''}。`,
    cell: ({ truth, answer, count }) => `${truth} 被答为 ${answer}：${pictures(count)}`,
    change: ({ truth, answer, change }) =>
      `${truth} 被答为 ${answer}：${change > 0 ? '+' : ''}${format.count(change)}`,
    most: (part) => `最多：${part}`,
    part: (truth, answer) => `${truth} 被答为 ${answer}`,
    empty: '按下一格，查看其中的图像。',
    marked: (count) => `已选 ${format.count(count)}`,
    none: '没有图像。',
  },
  flips: {
    title: '赢得与失去',
    caption: '提示前后的回答。图像按损失的变化排序。',
    summary: ({ count, won, lost, right, wrong }) =>
      `共 ${pictures(count)}：提示赢得 ${format.count(won)} 张，失去 ${format.count(lost)} 张；${format.count(right)} 张始终正确，${format.count(wrong)} 张始终错误。`,
    groups: '哪些回答',
    flow: (side) => `提示前后的回答${side === '' ? '' : `，${side}`}`,
    before: '无提示',
    after: '有提示',
    right: (count) => `${format.count(count)} 正确`,
    wrong: (count) => `${format.count(count)} 错误`,
    ribbon: (outcome, count) => `${outcome}：${pictures(count)}`,
    meaning: {
      won: '无提示时错误，有提示时正确',
      lost: '无提示时正确，有提示时错误',
      wrong: '两次都错误',
      right: '两次都正确',
    },
    answered: (before, after) => `${before} → ${after}`,
    empty: '按下一条色带，查看其中的图像。',
  },
};
