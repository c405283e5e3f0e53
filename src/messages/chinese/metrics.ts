import type { Metric, MetricId } from '../../data/metrics';

const bound =
  '有限样本上的上界：只在探测集上训练，所有变体用同一个标签映射。包含较小类的类也从较小类的解开始，因此训练步数更多。';

/** What is measured, by the metric's id: a new one without its words does not compile. */
export const metrics: Readonly<Record<MetricId, Pick<Metric, 'label' | 'short' | 'definition'>>> = {
  'last-accuracy': {
    label: '测试准确率，最后一轮',
    short: '最后',
    definition: '最后一轮之后答对的测试图像所占比例。',
  },
  'best-accuracy': {
    label: '测试准确率，最佳一轮',
    short: '最佳',
    definition: '所有轮中最高的测试准确率。它是在测试图像上选出的，因此偏乐观。',
  },
  'clean-loss': {
    label: '无增强训练损失',
    short: '训练损失',
    definition: '最终模型在原样训练图像上的交叉熵：无数据增强，评估模式，最终映射。随机水平为 ln k。',
  },
  'approximation-cross-entropy': {
    label: '近似误差代理，交叉熵',
    short: '近似 CE',
    definition: `训练在探测集上达到的最小交叉熵。${bound}`,
  },
  'approximation-zero-one': {
    label: '近似误差代理，0–1 误差',
    short: '近似 0–1',
    definition: `交叉熵最小的状态在探测集上答错的比例。${bound}`,
  },
  'approximation-cold': {
    label: '从自身起点的探测集交叉熵',
    short: '冷启动 CE',
    definition:
      '从变体自身的起点训练，在探测集上达到的最小交叉熵，所有变体步数相同：较大的类不从较小类的解开始。比较的是训练走了多远，而不是这个类能做到什么。',
  },
  'optimisation-gap': {
    label: '优化差距',
    short: '优化差距',
    definition: '冷启动与从较小的嵌套变体之解开始（其步数另计）相比，在探测集上损失的交叉熵。',
  },
  'pattern-allocated': { label: '图案参数，已分配', short: 'δ', definition: '图案 δ（或所有图案）的值。' },
  'pattern-effective': {
    label: '图案参数，有效',
    short: 'δ 有效',
    definition: '能够到达网络的图案值：边框中空处之下的值不能。',
  },
  'generator-parameters': {
    label: '生成器参数',
    short: 'φ',
    definition: '生成掩码的部分的可训练值，不含滑动统计量。',
  },
  'total-parameters': {
    label: '可训练参数',
    short: '合计',
    definition: '已分配的图案与生成器之和；不计冻结的网络。',
  },
  'step-time': {
    label: '每步时间',
    short: 'ms/步',
    definition: '预热之后一个优化步的中位时间，与设备同步。',
  },
  'generator-time': {
    label: '仅生成器的时间',
    short: 'φ ms',
    definition: '掩码生成器对一批的前向与反向，不含冻结的网络。',
  },
  'interpolation-time': {
    label: '仅上采样的时间，专用路径',
    short: '上采样 ms',
    definition: '掩码上采样对一批的前向与反向，以最适合它的方式。差异是实现上的差异。',
  },
  'interpolation-time-common': {
    label: '仅上采样的时间，通用路径',
    short: '上采样 ms（A·g·Aᵀ）',
    definition: '掩码上采样对一批的前向与反向，所有插值都用同样的两次矩阵乘法。',
  },
  throughput: { label: '吞吐量', short: '图像/秒', definition: '计时过程中每秒的训练图像数。' },
  'pixel-accesses': {
    label: '像素访问',
    short: '读取',
    definition: '生成一个完整掩码所需的粗掩码读取次数，如论文表 5 那样手工计算。',
  },
  'steps-to-target': {
    label: '达到目标的步数',
    short: '达标',
    definition: '训练损失的滑动平均（0.98）首次进入同种子基准运行终值 5 % 以内的步。',
  },
};
