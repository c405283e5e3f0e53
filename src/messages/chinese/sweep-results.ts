import type { Messages } from '../messages';
import type { HiddenColumn, SettingFact } from '../../data/results/told-apart';
import { format } from './format';
import { translated } from './translated';

const runs = (count: number) => `${format.count(count)} 次运行`;

const settingNames: Readonly<Record<HiddenColumn, string>> = {
  batch: '批大小',
  pattern_learning_rate: '学习率 δ',
  mask_learning_rate: '学习率 φ',
  pattern_decay: '衰减 δ',
  mask_decay: '衰减 φ',
  augmentation: '数据增强',
  train_limit: '训练图像数',
  test_limit: '测试图像数',
  patch: '掩码图块',
  native_side: '原边长',
  classes: '类别数',
  data_hash: '数据的 SHA-256',
  backbone_hash: '网络的 SHA-256',
};

const settingOf = ({ column, value }: SettingFact) =>
  `${settingNames[column]} ${value === null ? '全部' : String(value).slice(0, column.endsWith('_hash') ? 8 : 40)}`;

/** 从文件打开的多次运行的结果。 */
export const sweepResults: Messages['sweepResults'] = {
  title: '批量实验的结果',
  about: 'smm sweep 写出的内容，合为一张表：results.parquet 或 .csv，或带有运行胶囊的整个文件夹。',
  open: '打开结果 …',
  openMore: '再打开 …',
  openFolder: '打开结果文件夹 …',
  reading: '正在读取结果 …',
  readingDone: (done, total) =>
    total === 0 ? '正在读取 …' : `已读取 ${format.count(done)} / ${format.count(total)} 个文件`,
  memory: (files) =>
    `${files.length === 0 ? '' : `来自 ${format.list(files)}。`}只保存在内存中：关闭页面后即消失，链接也不包含它们。文件本身不变。`,
  stop: '停止读取',
  stillReading: '正在读取结果：请待其完成，或先停止，再打开这些文件。',
  stopped: (count) => `读取已停止：${format.count(count)} 个文件未读取。`,
  close: '关闭这些结果',
  taken: (file, count) => `${file}：${runs(count)}。`,
  added: (count) => `${runs(count)}来自不在任何表中的运行胶囊；数值从胶囊中读取。`,
  repeated: ({ file, runs: count, other }) =>
    `${file}：其中 ${runs(count)}先前已在此，只计一次。${other === 0 ? '' : `有 ${runs(other)}在此文件中的数值不同：以先打开的为准。单独打开此文件即可查看它的数值。`}`,
  leftOut: ({ file, rows, first }) =>
    `${file}：其中 ${format.count(rows)} 行不是运行，已略去（第 ${first.join('、')}${rows > first.length ? '……' : ''} 行）。请重新合并批量实验。`,
  several: (count) =>
    `${format.count(count)} 个文件的结果合在一张表中；“来源”可区分它们，设置不同的运行从不取平均。`,
  unread: (count) =>
    `${format.count(count)} 个运行胶囊在打开时才与批量实验写出的内容核对：全部读取耗时过长。`,
  noFiles: '此文件夹中没有文件。请打开批量实验的文件夹，其中有 results.parquet 或 results.csv。',
  bad: (file, reason) => (reason.startsWith(file) ? translated(reason) : `${file}：${translated(reason)}`),
  moreBad: (count) => `另有 ${format.count(count)} 个文件无法读取。`,

  find: '搜索',
  findHint: '变体、数据、网络、设备……',
  facets: {
    data: '数据',
    backbone: '网络',
    variant: '变体',
    mapping: '映射',
    side: '边长',
    schedule: '训练方案',
    epochs: '轮数',
    source: '来源',
  },
  all: '全部',
  facetValue: (value, count) => `${value}（${format.count(count)}）`,
  none: '无',
  here: '此浏览器',
  grouped: '合并种子',
  groupedHint:
    '每种配置一行：各种子的均值及 95 % 区间；探测集上测得的数值是上界，取最小值。由其他变体中途改来的运行自成一种配置。',
  everyNumber: '所有数值',
  mix: (count) => `加上此浏览器中保存的 ${runs(count)}`,
  reset: '显示全部',
  csv: (count) => `导出 ${runs(count)}的 CSV`,
  csvHint: '包含所有列，不作舍入；该文件可在此重新打开。',
  count: ({ count, total, grouped }) => {
    const what = grouped ? '种配置' : '次运行';
    return count === total
      ? `${format.count(total)} ${what}`
      : `${format.count(total)} ${what}中的 ${format.count(count)} ${what.slice(0, 1)}`;
  },
  common: (facts) => `所有行相同：${facts.join('，')}。`,
  working: '正在计算 …',
  noMatch: '没有符合筛选条件的运行。',

  table: '已打开结果中的运行',
  hint: '方向键在各行间移动，回车键在下方打开一行并移到那里。',
  apart: '不同之处',
  apartHint: '其他各列看似相同的行在何处不同：各为一种设置',
  settings: (facts) => facts.map(settingOf).join('，'),
  variant: '变体',
  seed: '种子',
  seeds: 'N',
  seedsHint: '已完成的运行，每个种子一次',
  difference: 'Δ 末轮',
  differenceHint: '末轮测试准确率与相同设置的 SMM 之差：相同种子成对差值的均值及 95 % 区间，单位为百分点',
  noReference: '无 SMM',
  noReferenceHint: '此表中没有相同设置的 SMM 运行，因此无从求差。',
  published: '论文数值',
  publishedHint: '论文中此变体在此数据、此网络上的数值。训练不同，绝不与我们的数值混合。',
  publishedNote:
    '论文数值列在数据与网络种类相同的运行旁边。它们来自另外的训练，不计入此处的任何数值。带星号者，其训练明显不同；选中该行即可查看不同之处。',
  otherwise: (one) => {
    switch (one.what) {
      case 'epochs':
        return `论文训练 ${format.count(one.paper)} 轮，此运行训练 ${format.count(one.here)} 轮。`;
      case 'side':
        return `论文的图像边长为 ${format.count(one.paper)} px，此处为 ${format.count(one.here)} px。`;
      case 'patch':
        return `论文的掩码图块边长为 ${format.count(one.paper)} px，此处为 ${format.count(one.here)} px。`;
      case 'train-limit':
        return `论文用全部图像训练，此处最多使用 ${format.count(one.here)} 张。`;
      case 'test-limit':
        return `论文用全部图像测试，此处最多使用 ${format.count(one.here)} 张。`;
      case 'weights':
        return '网络的权重与论文的来自不同的训练。';
    }
  },
  sortBy: (column) => `按${column}排序`,
  pixels: (side) => `${format.count(side)} px`,
  notReached: '未达到',
  leftNumbers: '已发散',
  leastOf: (count) => `${format.count(count)} 次中最小`,
  leastHint: '每次运行给出一个上界：其中最小者是已知的最好结果。',
  countOf: (count, all) => `${format.count(count)} / ${format.count(all)}`,
  ofHint: '该行的运行中只有这么多次有此数值。',
  repeat: '不计入数值',
  repeatsHint: (count) =>
    `${runs(count)}与已有的种子重复，不计入任何数值。同一种子有多次完成的运行时，取标识按字母顺序在最前的一次。`,
  interval: (low, high) => `[${low}, ${high}]`,

  closeDetails: '关闭',
  asWritten: '文件中的原值',
  behind: (count) => `其背后的 ${runs(count)}`,
  last: '末轮，%',
  best: '最佳，%',
  runName: (label, seed) => `${translated(label)}，种子 ${seed}`,
  explore: '在“探索”中打开',
  exploreOfSeed: (seed) => `在“探索”中打开种子 ${format.count(seed)}`,
  exploreHint:
    '它的运行胶囊会加入此浏览器保存的运行；由其权重计算最后一步对测试图像的掩码、图案和回答。不作任何训练。',
  opening: (name) => `正在打开 ${translated(name)}：由其权重计算图像，完成后在“探索”中显示。`,
  noExplore: {
    'no-data': (name) => `“探索”无法显示它的图像：它训练所用的数据（${name}）不随此页面提供。`,
    'no-network': (name) => `“探索”无法显示它的图像：它的网络（${name}）不随此页面提供。`,
    'no-weights': () => '“探索”无法显示它的图像：没有保存它的权重。',
  },
  otherData: '“探索”无法显示它的图像：它是在同名的其他图像上训练的（SHA-256 不同）。',
  otherNetwork: '“探索”无法显示它的图像：它是用同名的另一个网络训练的（SHA-256 不同）。',
  diverged: '“探索”无法显示它的图像：此运行有数值溢出。',
  curves: '显示其曲线',
  curvesHint: '将消融表和下方的曲线切换到它的设置。',
  keepHint:
    '它的运行胶囊会加入此浏览器保存的运行。消融表和下方的曲线会切换到它的设置，您自己的图像也可通过它。',
  curvesOfSeed: (seed) => `显示种子 ${format.count(seed)} 的曲线`,
  noCapsule: '它的曲线和权重在运行胶囊中，而胶囊不在文件旁边。请打开批量实验的整个文件夹。',
  kept: (name) => `${translated(name)} 已在保存的运行中。消融表和各变体的曲线现在显示它的设置。`,
  printed: ({ source, model, data, epochs, runs: seeds }) =>
    [
      translated(source),
      model,
      data,
      ...(epochs === null ? [] : [`${format.count(epochs)} 轮`]),
      ...(seeds === null ? [] : [runs(seeds)]),
    ].join('，'),
};
