import type { Messages } from '../messages';
import { format } from './format';

const pictures = (many: number) => `${format.count(many)} 张图像`;

export const datasets: Messages['datasets'] = {
  title: '您自己的图像',
  about:
    '拖入每个类别一个文件夹的目录、这样的 ZIP、CIFAR 或 MNIST 文件、parquet 文件，或单张图像。它们在此读取，只保存在此浏览器中。',
  drop: '将文件或文件夹拖到这里',
  files: '选择文件…',
  folder: '选择文件夹…',
  unavailable:
    '此浏览器不为本页保存数据（可能是隐私窗口），因此无法在此导入您的图像。请在普通窗口中打开本页，或从命令行训练。',

  looking: (name) => `正在查看 ${name}…`,
  found: (name) => `已找到：${name}`,
  foundWhat: (form) => `格式：${form}。`,
  foundCount: (many) => (many === null ? '图像数量要到最后才知道。' : `${pictures(many)}。`),
  foundBytes: (bytes) =>
    bytes === null ? '无法预先估计所需空间。' : `在此大约占用 ${format.bytes(bytes)}。`,
  foundKnown: (kept) => `其中 ${pictures(kept)}已在此：导入将从其后继续。`,
  begin: '导入',
  goOn: '继续',
  leave: '暂不',
  smaller: '保存边长',
  smallerHint: '较长边；更大的图像会缩小',
  side: (side) => `${side} px`,

  importing: (name) => `正在导入 ${name}`,
  progress: (done, total, bytes) =>
    total === null
      ? `目前 ${pictures(done)}，${format.bytes(bytes)}`
      : `${format.count(done)} / ${pictures(total)}，${format.bytes(bytes)}`,
  progressSpoken: (percent) => `已导入 ${percent} %。`,
  leftOutSoFar: (many) => `略过 ${format.count(many)} 个文件`,
  cancel: '停止',
  stopped: (name, kept) =>
    kept === 0
      ? `已停止，${name} 尚未保存任何图像。`
      : `已停止。${name} 的 ${pictures(kept)}已保存，可从那里继续导入。`,
  failedKept: (kept) => (kept === 0 ? '' : `${pictures(kept)}已保存，无需重新读取。`),
  forget: '放弃',

  kept: '已导入',
  nothing: '还没有。',
  facts: ({ classes, train, test }) =>
    `${format.count(classes)} 个类别 · ${format.count(train)} 张训练 · ${format.count(test)} 张测试`,
  room: (bytes) => format.bytes(bytes),
  unfinished: (kept, total) =>
    total === null
      ? `未完成：目前 ${pictures(kept)}。再次提供同样的文件即可继续。`
      : `未完成：${format.count(kept)} / ${pictures(total)}。再次提供同样的文件即可继续。`,
  unsorted: (many) => `${pictures(many)}，类别还不足以训练。`,
  name: '名称',
  train: '用它们训练',
  trainOn: (name) => `用 ${name} 训练`,
  chosen: '将用于训练',
  open: '查看与修改',
  openOf: (name) => `查看并修改 ${name}`,
  close: '关闭',
  remove: '删除',
  removeOf: (name) => `删除 ${name}`,
  removeSure: (name) => `删除 ${name}？用它训练过的运行及其所示图像会保留，但没有这些数据就无法继续训练。`,
  removeYes: '删除',
  removeNo: '保留',

  balance: '类别',
  balanceHint: '输入新名称即可重命名类别；给两个类别相同的名称即可合并。被略去的类别会保留其图像。',
  balanceSummary: (least, most) =>
    least === most
      ? `每个类别有 ${pictures(most)}。`
      : `最小的类别有 ${pictures(least)}，最大的有 ${format.count(most)} 张。`,
  className: (name) => `类别 ${name} 的名称`,
  classCounts: (train, test) => `${format.count(train)} 张训练，${format.count(test)} 张测试`,
  leaveOut: '略去',
  leaveOutOf: (name) => `略去类别 ${name}`,
  left: '已略去',
  bringBack: '恢复',
  bringBackOf: (name) => `恢复类别 ${name}`,
  toTrain: '训练',
  toTest: '测试',

  split: '划分',
  splitCame: '图像本来就分为训练和测试两部分，保持原样。',
  splitSeeded: (share, seed) =>
    `每个类别的 ${format.decimal(share * 100)} % 留作测试，按种子 ${seed} 抽取。同一张图像绝不会出现在两边。`,
  share: '用于测试',
  shareHint: '每个类别的百分比',
  shareOutside: '1 到 90 的数。',
  seed: '种子',
  seedHint: '种子相同，划分相同',
  seedOutside: '0 或更大的整数。',
  splitAnew: '重新划分所有图像',
  splitBack: '恢复原样',

  copies: '重复图像',
  noCopies: '没有重复的图像。',
  someCopies: (extra, groups) => `${pictures(extra)}与另一张逐像素相同（${format.count(groups)} 组）。`,
  leaks: (many) => `${format.count(many)} 张测试图像也用于训练：测试结果会偏高。`,
  conflicts: (groups) => `${format.count(groups)} 组图像属于多个类别：同一张图像不可能兼属两类。`,
  copiesOut: '每组保留一张；优先保留用于测试的。',
  leaveCopiesOut: '略去重复图像',
  keepCopies: '保留重复图像',
  listCopies: (many) => `显示 ${format.count(many)} 组`,
  group: (names, more) =>
    more > 0 ? `${names.join(' = ')} = 另外 ${format.count(more)} 张` : names.join(' = '),

  unreadable: (many) => `略过了 ${format.count(many)} 个文件`,
  unreadableMore: (more) => `另有 ${format.count(more)} 个`,

  pictures: '逐张图像',
  picturesHint: '点击或按空格键选择图像，按住 Shift 连续选择。然后按数字键，或在下方选择类别。',
  picture: (path, label) => (label === null ? `${path}，无类别` : `${path}，${label}`),
  noClass: '无类别',
  chosenCount: (many) => (many === 0 ? '未选择' : `已选择 ${pictures(many)}`),
  chooseNone: '取消选择',
  newClass: '新类别',
  addClass: '添加',
  assign: (key, name) => (key === null ? name : `${key}  ${name}`),
  assignTo: '所选图像属于',
  noneOfThese: '都不是（略去）',
  labelled: (many) => `${pictures(many)}有了新类别。`,
  apply: '采用这些类别',
  revert: '撤回',
  working: '正在计算…',
};
