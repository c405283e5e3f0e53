import type { Messages } from '../messages';
import { format } from './format';
import { translated } from './translated';

export const notices: Messages['notices'] = {
  ownNetwork: {
    missing: (name, hash) =>
      name === null
        ? `所指的网络没有保存在此浏览器中（其 SHA-256 以 ${hash} 开头），因此改用本页自带的网络。如果您有它的文件，请在“数据与模型”中放入，并使用相同的归一化。`
        : `${name} 的权重已不在此浏览器中，因此改用本页自带的网络。“数据与模型”说明如何取回。`,
    needed: (run, network) =>
      `${run} 只能用它自己的网络继续，而 ${network} 的权重已不在此浏览器中。请在“数据与模型”中取回，然后继续该运行；不会丢失任何内容。`,
    neededUnknown: (run, hash) =>
      `${run} 只能用它自己的网络继续，而该网络没有保存在此浏览器中（其 SHA-256 以 ${hash} 开头）。请在“数据与模型”中放入它的文件，然后继续该运行；不会丢失任何内容。`,
  },
  region: '通知',
  dismiss: '关闭',

  recordedMissing: '录制的运行无法载入，所以页面打开时是空的。训练不需要它们：请按“播放”。',
  labUnreachable: '录制的变体无法获取。在此训练的内容仍可比较；再次打开“比较”即可重试。',
  labPicturesUnreachable: '一个录制变体的图像无法获取。它的数值和曲线都在；再次选择它的行即可重试。',
  weightsUnreachable: '它的权重无法获取。',
  hiddenTab: (steps, seconds) =>
    steps === 0
      ? `此标签页隐藏期间，浏览器暂停了训练 ${format.duration(seconds)}。现在继续；放在单独的窗口中可保持可见。`
      : `此标签页隐藏期间，浏览器放慢了训练：${format.duration(seconds)} 内 ${format.count(steps)} 步。放在单独的窗口中可保持可见。`,
  recordedRetry: '重试',
  engineFailed: (reason) => `引擎无法启动。${translated(reason)}`,
  engineDied: (reason, step) =>
    step > 0
      ? `${translated(reason)}引擎已重新启动，从第 ${format.count(step)} 步继续。`
      : `${translated(reason)}引擎已重新启动，运行从第一步开始。`,
  engineRestarted: (reason) => `${translated(reason)}引擎已重新启动。`,
  engineGone: (reason) =>
    `${translated(reason)}目前训练的结果仍在屏幕上。请选择其他后端（带设备名称的按钮），或重新启动引擎。`,
  engineRestart: '重新启动',
  backendReplaced: (before, now) =>
    `${before} 没有恢复，运行改用 ${now} 继续。要再次尝试，请在设备名称处选择它。`,
  remedies: {
    batch: (batch) => `用批大小 ${format.count(batch)} 训练`,
    side: (side) => `用 ${format.count(side)} × ${format.count(side)} 像素训练`,
    rates: (pattern, mask) => `用学习率 ${pattern} 和 ${mask} 训练`,
  },
  stored: (label, step) => `此浏览器中的一次 ${translated(label)} 运行停在第 ${format.count(step)} 步。`,
  storedResume: '继续',
  interrupted: (names) =>
    names.length === 1
      ? `页面关闭时正在训练 ${translated(names[0]!)}。`
      : `页面关闭时正在训练 ${format.count(names.length)} 次运行：${format.list(names.slice(0, 6).map(translated))}${names.length > 6 ? '……' : ''}。`,
  interruptedGoOn: () => '继续',
  waited: (names) =>
    names.length === 1
      ? `页面关闭时，${translated(names[0]!)} 仍在队列中。由您决定何时开始。`
      : `页面关闭时，队列中还有 ${format.count(names.length)} 次运行：${format.list(names.slice(0, 6).map(translated))}${names.length > 6 ? '……' : ''}。由您决定何时开始。`,
  waitedTrain: () => '开始训练',
  ownPictureUnder: (run: string) =>
    `您的图像将通过已录制的 ${run} 运行（训练完成时的状态）。引擎加载后，它会出现在样本旁；图像不会离开本机。`,
  ownPictureNeedsRun: '您的图像已在视图中。按“播放”：掩码网络学习时，它的掩码逐渐形成。开始时掩码是随机的。',
  pictureFailed: (name, reason) => `${name}：${translated(reason)}`,
  pastedName: '粘贴的图像',
  fileTooLarge: (size, limit) => `文件大小为 ${format.bytes(size)}；最大可用 ${format.bytes(limit)} 的图像。`,
  surveyMissing: '无法加载提示对全部测试图像的作用。请检查网络连接，再重新打开这一部分。',
  nothingToInspect: '这次运行没有保留可以回答此问题的数据。请在此训练它，或打开一个已录制的运行。',
  partNotLoaded: '页面的一部分未能加载，因此没有执行任何操作：网络或网站主机没有响应。恢复连接后请重试。',
  inspectionBusy: (data: string) =>
    `回答需要 ${data} 的图像，而正在训练的运行使用的是其他数据。请先结束该运行。`,
  inspectionLost: (reason: string) => `负责回答的引擎已不在。${reason}`,
  pictureNotSaved: '浏览器无法绘制此图像。请选择较小的尺寸。',
  fileUnreadable: '浏览器无法读取此文件。请重新选择。',
  link: {
    unknown: (keys) => `此链接含有本版本不认识的键（${format.list(keys)}）。其余部分已采用。`,
    bad: (pairs) => `此链接含有无法使用的值（${format.list(pairs)}）。已改用默认值。`,
    run: (name) => `此链接显示的运行（${name}）在本页的这份副本中没有图像。改为显示打开时的运行。`,
    beside: (name) => `此链接并排放置的运行（${name}）在本页的这份副本中没有图像。只显示另一个。`,
    newer: '此链接由更新版本的 SMM Explorer 生成。本版本能理解的部分已采用。',
  },
  fileName: (label, data, step) =>
    `${label}-${data}-step-${step}.safetensors`.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-'),
};
