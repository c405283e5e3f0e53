import type { BlockId, Switches } from '../../core/ablation/registry';

/** What a variant is called and what it is; `shows`: what it shows when switched on in a trained run, or why nothing. */
export interface VariantWords {
  readonly label: string;
  readonly definition: string;
  readonly reference: string;
  readonly shows: string;
  /** how the paper's variant differs, where it is only the nearest */
  readonly differs?: string;
  /** and how in the other table that prints it too */
  readonly alsoDiffers?: string;
}

export interface BlockWords<Id extends BlockId> {
  readonly label: string;
  readonly question: string;
  readonly variants: Readonly<Record<Switches[Id], VariantWords>>;
  readonly demonstrations?: Readonly<Record<string, Pick<VariantWords, 'label' | 'definition'>>>;
}

const ownPattern = '它的图案是在没有掩码时训练的；与掩码一起训练的图案是另一个。训练这个方法即可看到。';
const proportionalWidth = '论文给出的是 224 px 时的宽度；在 ViT-B/32 的 384 px 下，我们按比例取宽。';
const trained = '另一个网络有另外的权重：必须训练。';
const enlarged = '同一个粗掩码，以这种方式放大。';
const fixedMask = '论文中的共享掩码是固定的：这里全为一。';
const classPatterns = '各类的图案必须训练。';
const fixedMapping = '掩码和图案是为其运行的映射训练的；换一个映射需要训练。';

/** The registry's texts, by the ids of block and variant: a new variant without them does not compile. */
export const registry: { readonly [Id in BlockId]: BlockWords<Id> } = {
  baseline: {
    label: '方法',
    question: '每张图像一个掩码，胜过所有图像共用一个图案吗？',
    variants: {
      smm: {
        label: '样本特定掩码',
        definition: '一个小网络观察每张图像，为它生成三通道掩码；掩码缩放一个共享的图案。',
        reference: '论文，公式 3',
        shows: '掩码来自训练好的生成器；没有生成器的运行无从显示。',
      },
      unprompted: {
        label: '无提示',
        definition: '缩放后的图像原样输入；只有标签映射使网络适应任务。',
        reference: '仅标签映射',
        shows: '没有任何提示的缩放图像。',
      },
      pad: {
        label: '填充边框',
        definition: '图像以原始尺寸居中；图案填满四周的边框，并限于有效像素值。',
        reference: '论文，表 1；定义取自 ILM-VP',
        shows: ownPattern,
      },
      narrow: {
        label: '窄边框',
        definition: '图案覆盖宽度为图像八分之一的边框，所有图像相同。',
        reference: '论文，表 1（水印，宽 28 / 224）',
        shows: ownPattern,
        alsoDiffers: proportionalWidth,
      },
      medium: {
        label: '中边框',
        definition: '图案覆盖宽度为图像四分之一的边框，所有图像相同。',
        reference: '论文，表 1（水印，宽 56 / 224）',
        shows: ownPattern,
        alsoDiffers: proportionalWidth,
      },
      full: {
        label: '全图图案',
        definition: '图案覆盖整张图像，所有图像相同：完全没有掩码。',
        reference: '论文，表 1，以及表 3 的“仅 δ”',
        shows: ownPattern,
      },
    },
  },
  masks: {
    label: '掩码',
    question: '每张图像都需要自己的掩码吗？',
    variants: {
      'per-sample': {
        label: '每张图像一个',
        definition: '生成器观察每张图像，只为这张图像生成掩码。',
        reference: '论文，公式 3',
        shows: '每张图像的掩码来自为此训练的生成器；此运行没有。',
      },
      'shared-binary': {
        label: '共用一个，开或关',
        definition: '所有图像共用一个掩码，在每个图块中打开或关闭图案。哪些图块由学习决定，用直通梯度。',
        reference: '我们的定义；从“全图”开始，所有图块打开',
        shows: '每张图像使用同一个掩码：训练图像的平均掩码为正处打开，强度等于掩码的平均强度。',
        differs: fixedMask,
      },
      'shared-three-channel': {
        label: '共用一个，三通道',
        definition: '所有图像共用一个训练得到的三通道掩码，与生成的掩码一样粗。',
        reference: '我们的定义；从“全图”开始，处处为一',
        shows: '每张图像使用训练图像的平均掩码。',
        differs: fixedMask,
      },
      'mean-image': {
        label: '共用一个，由网络生成',
        definition:
          '无论什么图像，生成器看到的都是训练图像的均值：参数与 SMM 一样多，但所有图像共用一个掩码。',
        reference: '我们的对照：区分“样本特定”与“由网络生成”',
        shows: '每张图像使用生成器为训练图像均值生成的掩码。',
      },
    },
    demonstrations: {
      swapped: { label: '互换', definition: '每张图像使用前一张图像的掩码：一个为别的图像生成的掩码。' },
    },
  },
  channels: {
    label: '掩码通道',
    question: '每种颜色都需要自己的掩码吗？',
    variants: {
      three: {
        label: '三个',
        definition: '红、绿、蓝各有一个掩码，有符号、无界。',
        reference: '论文，公式 3',
        shows: '用一个通道或用零和一训练的运行，没有更多内容可显示。',
      },
      'single-binary': {
        label: '一个，开或关',
        definition: '所有颜色共用一个通道，在每个图块中打开或关闭图案。',
        reference: '我们的定义，用直通梯度',
        shows: '三个通道的均值为正处打开，强度等于掩码的平均强度。',
      },
      'single-continuous': {
        label: '一个，从不为负',
        definition: '省去最后一层；它之前各通道的均值就是所有颜色的掩码，从不为负。',
        reference: '论文，表 3（单通道）',
        shows: '三个通道的均值，用于每个通道。',
      },
      'single-continuous-conv': {
        label: '一个，有符号',
        definition: '最后一层只有一个通道而非三个，其余不变。',
        reference: '我们的对照：只有通道数不同',
        shows: '不训练时它就是三个通道的均值，由 channels=single-continuous 显示。',
      },
      'three-binary': {
        label: '三个，开或关',
        definition: '三个通道，各自在每个图块中打开或关闭图案的一种颜色。',
        reference: '我们的对照：只有零和一不同',
        shows: '掩码为正处打开，强度等于掩码的平均强度。',
      },
    },
  },
  generator: {
    label: '掩码生成器',
    question: '掩码需要多大的网络？',
    variants: {
      convnet: {
        label: '卷积网络',
        definition: '五个卷积层，前三个之后各有一次池化：26,499 个参数。',
        reference: '论文，掩码生成器一节；表 11 的 Medium',
        shows: trained,
      },
      mlp: {
        label: '同等规模的 MLP',
        definition: '输入缩略图，一个隐藏层，一次给出所有掩码值：参数与卷积网络一样多，因此容量所剩无几。',
        reference: '我们的定义，与卷积网络的参数预算相当',
        shows: trained,
      },
      'convnet-large': {
        label: '较大的卷积网络',
        definition: '同样的层，两倍宽度：101,379 个参数。',
        reference: '论文，表 11（Large）',
        shows: trained,
      },
      'convnet-small': {
        label: '较小的卷积网络',
        definition: '同样的层，一半宽度：7,203 个参数。',
        reference: '论文，表 11（Small）',
        shows: trained,
      },
      'patch-mlp': {
        label: '逐图块的 MLP',
        definition: '同一个小 MLP 分别作用于每个图块：像卷积网络一样共享权重，但看不到周围。',
        reference: '我们的对照：区分权重共享与上下文',
        shows: trained,
      },
      'convnet-x-large': {
        label: '四倍宽的卷积网络',
        definition: '同样的层，四倍宽度：396,291 个参数。',
        reference: '论文，表 11（X-Large）',
        shows: trained,
      },
      'convnet-6-layer': {
        label: '六层卷积网络',
        definition: '多一个块，如论文用于视觉 Transformer：102,339 个参数。',
        reference: '论文，表 4（ViT）',
        shows: trained,
        differs: '论文只在 384 px 的 ViT-B/32 上使用六层。',
      },
    },
  },
  interpolation: {
    label: '插值',
    question: '掩码如何放大，重要吗？',
    variants: {
      'patch-wise': {
        label: '逐图块',
        definition: '每个粗掩码值填满自己的方形图块；不作任何混合。',
        reference: '论文，逐块插值',
        shows: enlarged,
      },
      bilinear: {
        label: '双线性',
        definition: '相邻的值相互混合，因此掩码在图块边界没有边缘。',
        reference: '论文，表 5（仅时间）',
        shows: enlarged,
      },
      nearest: {
        label: '最近邻',
        definition: '每个像素取最近的粗掩码值，不论图块实际多宽。',
        reference: '我们的定义：下标 ⌊i h / H⌋，与 PyTorch 和 TensorFlow.js 一致',
        shows: enlarged,
      },
      bicubic: {
        label: '双三次',
        definition: '每个轴上混合四个值；在边缘处掩码略有过冲。',
        reference: '论文，表 5（仅时间）；a = −0.75，与 PyTorch 一致',
        shows: enlarged,
      },
    },
  },
  pattern: {
    label: '图案 δ',
    question: '所有图像能共用一个图案吗？',
    variants: {
      shared: {
        label: '所有图像共用',
        definition: '所有图像共用一个训练得到的图案；不同的只是缩放它的掩码。',
        reference: '论文，公式 3',
        shows: '共享的图案必须训练；此运行没有。',
      },
      'sample-specific': {
        label: '每张图像一个',
        definition: '生成器用第二个输出头为每张图像画一个图案，与掩码一样粗。没有共享的图案。',
        reference: '我们的定义：只替换 δ 的最接近做法',
        shows: '画图案的输出头必须训练。',
      },
      'class-specific': {
        label: '每类一个',
        definition: '每类一个图案。图像得到它们的混合，权重是网络在无提示时的判断；从不使用标签。',
        reference: '我们的定义，由无提示的预测分配',
        shows: classPatterns,
      },
      'mask-only': {
        label: '无：掩码即图案',
        definition: '生成器画出的内容原样加到图像上。没有可缩放的 δ。',
        reference: '论文，表 3（仅 f_mask）',
        shows: '掩码本身加到图像上，没有 δ。',
      },
      'class-label-leak': {
        label: '每类一个，告知标签',
        definition: '训练时每张图像得到其真实类别的图案。于是提示中含有答案：训练看起来完美，却毫无意义。',
        reference: '我们对标签泄漏的示例；不是一种方法',
        shows: classPatterns,
      },
    },
  },
  mapping: {
    label: '标签映射',
    question: '网络的哪个类别应代表每个标签？',
    variants: {
      ilm: {
        label: '迭代',
        definition: '每轮之前再次询问网络：在当前提示下，每个标签最像它的哪个类别。',
        reference: '论文，算法 2 和 4（ILM）',
        shows: fixedMapping,
      },
      flm: {
        label: '频率',
        definition: '同样的问题，训练前对无提示的图像只问一次，之后保持不变。',
        reference: '论文，算法 2 和 3（FLM）',
        shows: fixedMapping,
      },
      rlm: {
        label: '随机',
        definition: '每个标签随机得到一个源类别，不论图像内容。',
        reference: '论文，附录（RLM）',
        shows: fixedMapping,
      },
    },
  },
};
