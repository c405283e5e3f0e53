import type { Messages } from '../messages';
import { format } from './format';
import { translated } from './translated';

export const saving: Messages['saving'] = {
  chart: '保存图表',
  chartOf: (title) => `保存图表：${title}`,
  sizes: { column: '用于论文单栏', slide: '用于幻灯片', data: '数据' },
  files: { svg: 'SVG', png: 'PNG', csv: 'CSV' },
  picture: '保存此图像',
  pictureOf: (name) => `保存此图像：${name}`,
  scale: '图像每个像素对应的文件像素',
  widths: { slide: '幻灯片', column: '单栏' },
  fits: { slide: '用于幻灯片，宽 1920', column: '用于单栏，84 mm，600 dpi' },
  pixels: (width, height) => `${format.count(width)} × ${format.count(height)} 像素`,
  png: '保存为 PNG',
  hint: '每个值都是边缘清晰的方块。浅色，附运行、步、图像和色域。',
  failed: '此浏览器无法绘制该图像。',
  range: (limit) => `颜色从 −${limit} 到 +${limit}`,
  amplified: (gain) => `放大 ${format.count(gain)} 倍显示`,
  clipped: (fraction) => `${format.percent(fraction)} % 被截断`,
  provenance: ({ label, origin, network, seed, device, date }) =>
    [`${translated(label)}：${origin}`, network, `种子 ${seed}`, device, date].filter(Boolean).join('，'),
  heading: ({ label, data, sample, step }) =>
    [translated(label), data, sample, step].filter(Boolean).join(' · '),
  by: 'SMM Explorer',
};
