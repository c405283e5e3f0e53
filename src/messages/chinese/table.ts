import type { Messages } from '../messages';
import { format } from './format';

export const table: Messages['table'] = {
  variant: '变体',
  seeds: 'N',
  notReached: '未达到',
  several: '改变了多个部分',
  forks: '先前是另一个变体',
  unranked: '教学示例，不参与排名',
  published: ({ model, data, epochs }) => {
    const pictures = data === 'Average' ? '11 个数据集的均值' : data;
    const training = epochs === null ? [] : [`${format.count(epochs)} 轮`];
    return `论文（${[model, pictures, ...training].join('，')}）`;
  },
  caption: ({ data, backbone, side, epochs }) =>
    `${data} 上的消融，${backbone}，${side} px，${format.count(epochs)} 轮。`,
  notes: {
    spread: ({ seeds }) =>
      seeds.length > 1
        ? `种子 ${format.list(seeds.map(String))} 的均值 ± 样本标准差；括号中的数字表示种子较少。`
        : '各一次运行，N = 1：差异可能出于偶然。',
    differences: 'Δ：与同种子基准运行之差，各对的均值，附 95 % t 区间。',
    devices: ({ devices }) => `计算于 ${format.list(devices)}。`,
    published: '论文一列使用另一个模型、其他数据和更多轮数：不可逐数比较。',
    nearest: '* 论文中最接近的变体，并不完全相同。',
  },
};
