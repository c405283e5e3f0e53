import type { Messages } from '../messages';

export const gallery: Messages['gallery'] = {
  title: '陈列',
  scenes: '全部场景',
  warning: '测试数据：本页内容均由规则和种子生成，只用来展示面板的外观。这里没有任何真实结果。',
  switches: { alone: '开关，一种含义', both: '开关，两种含义' },
  pictures: {
    diverging: '发散色图，−1 到 +1',
    clipped: '同上，±0.5：超出的值取端点颜色',
    signed: '有符号，以中灰为零',
    natural: '自然图像，由网络的单位换算',
    frame: '由零和一组成的边框',
    legend: '图例；尖端表示超出的值',
    bars: '概率 0、0.01、0.4 和 1',
  },
};
