import type { Messages } from '../messages';
import { format } from './format';
import { translated } from './translated';

export const samples: Messages['samples'] = {
  title: '视图中的图像',
  own: '自己的图像',
  test: (index, count) =>
    count === null
      ? `测试图像 ${format.count(index + 1)}`
      : `测试图像 ${format.count(index + 1)} / ${format.count(count)}`,
  label: (name) => `真实标签 ${translated(name)}`,
  predicted: (name) => `读作 ${translated(name)}`,
  right: '正确',
  wrong: '错误',
  turned: {
    label: '两次运行的图像',
    options: {
      all: (count) => `全部 ${format.count(count)}`,
      first: () => '先列翻转的',
      'a-right': (count) => `A ✓ B ✗ ${format.count(count)}`,
      'b-right': (count) => `A ✗ B ✓ ${format.count(count)}`,
    },
    hints: {
      all: '全部图像，按原顺序',
      first: '只有一方读对的图像排在前面',
      'a-right': '只显示 A 读对而 B 读错的图像',
      'b-right': '只显示 B 读对而 A 读错的图像',
    },
    sum: (right, wrong) => `两者都对：${format.count(right)}，两者都错：${format.count(wrong)}`,
  },
  side: (sign, verdict) => `${sign} ${verdict}`,
  pin: (name) => `把 ${name} 放到当前内容旁边（B）`,
  unpin: (name) => `移走 ${name}（B）`,
  pinned: 'B：放在旁边',
  unknown: '标签未知',
  reading: (name) => `正在读取 ${name}……`,
  waiting: (name) => `${name} 已读取；它的掩码随实时运行的下一个快照出现。`,
  remove: (name) => `移除 ${name}`,
  dismiss: '关闭',
  add: '添加您自己的图像',
  yours: '您的图像',
  addHint: '选择文件、拖到页面任意处，或粘贴',
  drop: '拖入图像以查看它们的掩码',
  empty: '载入一次运行后，这里显示图像。',
};
