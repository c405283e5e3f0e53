import type { Messages } from '../messages';
import { format } from './format';
import { translated } from './translated';

type Library = Messages['library'];
type Check = Parameters<Library['check']['verdict']>[0];

const runs = (count: number) => `${format.count(count)} 次运行`;
const steps = (count: number) => `${format.count(count)} 步`;
const epochs = (count: number) => `${format.count(count)} 轮`;

const values: Readonly<Record<Check['differences'][number]['what'], string>> = {
  unprompted: '无提示准确率',
  losses: '损失',
  'train-accuracies': '训练准确率',
  batches: '批次',
  mapping: '标签映射',
  'test-accuracy': '测试准确率',
  'clean-loss': '无增强训练损失',
};

const compared = ({ steps: done, epochs: tested }: Check) =>
  tested > 0 ? `${steps(done)}以及 ${epochs(tested)}之后的测试` : steps(done);

export const library: Library = {
  title: '保存的运行',
  summary: (count, bytes) =>
    count === 0
      ? '在此训练的每次运行从第一轮起都会保存在此浏览器中。'
      : `${runs(count)}，${format.bytes(bytes)}`,
  unavailable: '此浏览器不为本页保存数据（也许是无痕窗口）。请将运行保存为文件。',
  open: '打开运行库',
  close: '关闭',
  find: '搜索',
  findHint: '名称、备注、标签、设置',
  tags: '标签',
  import: '导入运行胶囊',
  chooseAll: (count) => `全选 ${format.count(count)} 项`,
  chosen: (count, bytes) => `已选 ${runs(count)}，${format.bytes(bytes)}`,
  choose: (name) => `选择${translated(name)}`,
  save: '导出',
  remove: '删除',
  removed: (count) => `已删除 ${runs(count)}。`,
  putBack: '撤销',
  empty: '还没有保存的运行。训练一次，或把运行胶囊拖到这里。',
  noMatch: '没有符合搜索条件的运行。',
  list: '保存的运行',
  name: '名称',
  more: (name) => `${translated(name)}的详情`,
  notes: '备注',
  tagsField: '标签，以逗号分隔',
  accuracy: (fraction) => `${format.percent(fraction)} %`,
  accuracyHint: '最后一轮之后的测试准确率',
  unfinished: (done, planned) => `在 ${epochs(planned)}中的第 ${format.count(done)} 轮后停止`,
  goOn: (step) => `从第 ${format.count(step)} 步继续`,
  settings: ({ data, side, planned, seed }) =>
    `${data} · ${format.count(side)} px · ${epochs(planned)} · 种子 ${seed}`,
  sources: { 'trained-here': '本地训练', imported: '导入', recorded: '录制' },
  facts: {
    kept: '保存于',
    source: '来源',
    device: '计算设备',
    version: '版本',
    dataHash: '数据，SHA-256',
    backboneHash: '网络，SHA-256',
  },
  disk: (used, free) =>
    `本页占用 ${format.bytes(used)} 磁盘空间（含模型和图像）；剩余 ${format.bytes(free)}。`,
  lasting: '浏览器已承诺保留这些数据。',
  fleeting: '磁盘写满时浏览器可能删除它们：需要长期保留的请导出。',

  failed: (file, reason) => `${file}：${translated(reason)}`,
  taken: (name) => `${translated(name)} 已加入运行库。`,
  known: (file, name) => `${file}：此运行已在运行库中，名为 ${translated(name)}。`,
  picture: '这是一张图像。请在“探索”中添加；运行库只接收运行胶囊（.safetensors）。',
  tooLarge: (size, limit) =>
    `文件大小为 ${format.bytes(size)}；运行胶囊最大为 ${format.bytes(limit)}。请选择其他文件。`,
  busyHere: (name) => `${translated(name)} 正在训练。请先停止，再删除。`,
  busyElsewhere: (name) => `${translated(name)} 正在另一个标签页中训练。请先在那里停止。`,
  tooMany: (bytes) => `为了能够撤销，一次最多删除 ${format.bytes(bytes)}。请少选几次运行。`,
  fileName: ({ name, data, seed }) =>
    `${name}-${data}-seed-${seed}`.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-') + '.safetensors',

  check: {
    title: '核验此运行',
    about: '用相同的种子在这里重新训练，并将每一步与它自己的曲线比较。',
    length: '范围',
    lengths: { 'first-epoch': '第一轮', steps: '若干步', whole: '整个运行' },
    steps: '步数',
    stepsOutside: (most) => `1 到 ${format.count(most)}，即此运行的步数。`,
    begin: '核验',
    end: '结束核验',
    progress: '核验',
    phases: {
      loading: '正在载入网络和图像',
      compiling: '正在准备 GPU',
      unprompted: '正在测量无提示的网络',
      mapping: '正在映射标签',
      training: '正在训练',
      evaluation: '正在测试',
    },
    state: (phase, done, total) => `${phase}；已比较 ${format.count(done)} / ${steps(total)}`,
    date: (date) => `核验于 ${format.date(date)}。`,
    verdict(check) {
      const what = compared(check);
      const { verdict, loose, device, differences } = check;
      if (verdict === 'same') return `逐位相同：${what}，在 ${device} 上。`;
      const why = loose === 'version' ? '它由另一版本生成，位可能不同' : '它在另一设备上生成，位可能不同';
      if (verdict === 'close') return `在容差之内相同：${what}，在 ${device} 上。${why}。`;
      const first = Math.min(...differences.map(({ step }) => step));
      const names = format.list(differences.map(({ what: value }) => values[value]));
      const doubt = loose === 'version' ? `${why}，原因可能在此。` : '';
      return `不相同：${names}从第 ${format.count(first)} 步起有差异（${what}，在 ${device} 上）。${doubt}`;
    },
    tolerance:
      '容差：首步损失相差 0.1 % 以内，损失平均相差 5 % 以内，测试准确率相差 3 个百分点以内，批次相同。',
    verdicts: { same: '已核验：逐位相同', close: '已核验：在容差内', different: '已核验：有差异' },
  },
  obstacles: {
    noData: (name) => `无法在此核验：它的图像（${name}）不随本页提供。请在有这些图像的地方核验。`,
    noNetwork: (name) => `无法在此核验：它的网络（${name}）不随本页提供。请在有该网络的地方核验。`,
    data: '无法在此核验：它用同名的另一组图像训练（SHA-256 不同）。',
    backbone: '无法在此核验：它用同名的另一个网络训练（SHA-256 不同）。',
    fork: '无法核验：它由另一次运行分支而来，而那次运行不在它的胶囊中。请核验那次运行。',
    nothing: '还没有可核验的内容：它一步也没有。',
  },
};
