import type { Messages } from '../messages';
import { format } from './format';

export const storage: Messages['storage'] = {
  title: '此浏览器中保留的内容',
  offline: '离线使用',
  recorded: '页面和所有录制内容',
  live: '训练另外需要的内容',
  extra: '其他图像（随使用而保留）',
  guesses: '预测',
  guessCount: (questions) => (questions === 0 ? '无' : `${format.count(questions)} 个问题的预测`),
  of: (kept, all) =>
    kept >= all ? `${format.bytes(all)}，已全部保留` : `${format.bytes(kept)}，共 ${format.bytes(all)}`,
  states: {
    waiting: '页面空闲下来后，会自动保留录制的内容。',
    unasked: '此浏览器要求页面节省流量，所以在您确认之前不会保留任何内容。',
    preparing: '正在保留录制的内容……',
    recorded: '没有网络时页面也能打开，所有录制的运行都能播放。训练用到的内容会随使用而保留。',
    whole: '没有网络时页面也能打开并训练；其他图像在用于训练后保留。',
    impossible:
      '此浏览器在这里不保留页面的副本（可能是隐私窗口、非 https 地址或较旧的浏览器）。有网络时一切照常。',
    failed: '页面未能保留：连接中断、主机上已是另一个版本，或磁盘已满。下次访问时会再试。',
  },
  keep: (bytes) =>
    bytes === null ? '保留全部内容以供离线使用' : `保留全部内容以供离线使用（${format.bytes(bytes)}）`,
  progress: '正在保留全部内容以供离线使用',
  arrived: (done, total) => `${format.bytes(done)}，共 ${format.bytes(total)}`,
  end: '停止',
  problems: {
    'no-room': '浏览器已没有空间。已到达的内容会保留；请删除不再需要的运行，或就此继续。',
    'no-connection': '连接中断。已到达的内容会保留；再次按下按钮即可从那里继续。',
    'other-version': '主机上已有更新的页面版本。请重新加载页面，再保留新版本。',
    failed: '未能保留。请重新加载页面后重试。',
  },
  everything: {
    title: '全部存成一个文件',
    about:
      '包括运行及其权重、幻灯片、自己的数据集和预测：可带到另一台电脑或浏览器，或另行存放。您自己的网络只记录其信息，不含权重：请另行保存那些文件。取回时与这里已有的内容并存，不会覆盖任何内容。',
    save: '将全部内容存为一个文件',
    bring: '从文件取回',
    saving: '正在保存全部内容',
    bringing: '正在取回全部内容',
    ended: '已停止。之前取回的内容是完整的，会保留。',
    fileName: (date) => `smm-explorer ${date.toISOString().slice(0, 10)}.zip`,
    saved: ({ runs, decks, datasets }) =>
      `已保存：${format.count(runs)} 个运行、${format.count(decks)} 份幻灯片、${format.count(datasets)} 个数据集，以及所有预测。`,
    came: ({ runs, decks, datasets, guesses, networks }) => {
      const counted = ({ added, beside }: typeof runs, unit: string) =>
        added + beside === 0 ? [] : [`${format.count(added + beside)} ${unit}`];
      const added = [
        ...counted(runs, '个运行'),
        ...counted(decks, '份幻灯片'),
        ...counted(datasets, '个数据集'),
        ...counted(guesses, '个问题的预测'),
      ];
      const beside = runs.beside + decks.beside;
      const known = runs.known + decks.known + datasets.known + guesses.known;
      return [
        added.length > 0 ? `已取回：${added.join('、')}。` : '文件中没有新内容。',
        beside > 0 ? `其中 ${format.count(beside)} 项在这里已改动过：两个版本都保留。` : '',
        known > 0 ? `${format.count(known)} 项这里已经有了。` : '',
        networks.added > 0
          ? `其中记录了 ${format.count(networks.added)} 个您自己的网络，但不含权重：“您自己的网络”说明如何取得。`
          : '',
      ].join('');
    },
  },
  remove: '删除',
  removeLive: '删除训练所需的内容',
  removeGuesses: '删除所有预测',
  disk: '磁盘',
  diskUse: (used, free) => `此页面所在主机已用 ${format.bytes(used)}，剩余 ${format.bytes(free)}`,
  diskUnknown: '此浏览器未提供。',
  lasting: '浏览器已承诺不会自行删除任何内容。',
  fleeting: '磁盘已满时，浏览器可能会删除这些内容。',
  ask: '请求浏览器全部保留',
  nothing: '此浏览器不为本页面保留运行（可能是隐私窗口）。请将运行保存为文件。',
};
