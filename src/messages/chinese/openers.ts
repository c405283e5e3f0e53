import type { Messages } from '../messages';
import { format } from './format';

export const openers: Messages['openers'] = {
  loading: '正在打开……',
  stages: {
    resized: '展开 r(x)：图像如何缩放',
    mask: '展开 m(x)：逐块看掩码网络',
    upsampling: '展开上采样：从图块到像素',
    pattern: '展开 δ：图案的数值',
    prompted: '展开 x̃：逐层看这个和',
    network: '展开冻结网络：它的回答取决于什么',
    mapping: '展开标签映射：类别如何代表标签',
  },
  short: {
    resized: '缩放',
    mask: '网络',
    upsampling: 'U',
    pattern: '数值',
    prompted: '图层',
    network: '关注',
    mapping: '映射',
  },
  slowly: '慢放一步',
  slowlyHint: '在此运行的副本上把一个训练步拆开来看',
  all: (count) => (count === null ? '全部测试图像' : `全部 ${format.count(count)} 张测试图像`),
  openingAll: '正在打开提示对全部测试图像的作用 …',
  back: '回到工作台',
  addToDeck: '加入讲稿',
  addToDeckHint: '屏幕上的内容成为一张幻灯片',
};
