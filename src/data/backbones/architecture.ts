/**
 * What a file of this program knows of an architecture: how to tell from tensor names and shapes that a file holds it,
 * and which of the file's tensors make which of ours. Plain data: a header is enough, no weight is read.
 */
import type { NetworkDescription } from '../../core/backbone/description/layers';
import type { Normalisation } from '../../core/normalisation';
import type { TensorEntry } from '../safetensors';
import type { SuggestedSettings } from './suggested-settings';

/** Names as they stand in the file, without a common prefix such as `module.`. */
export type Header = ReadonlyMap<string, TensorEntry>;

export interface Architecture {
  /** as sentences call what is known: "ResNet-18, -34 and -50" */
  readonly title: string;
  /** tensors of which every file of this family has at least one, and hardly another */
  readonly marks: readonly string[];
  /**
   * @param hint the file's name, or the address that it came from: some networks differ in nothing else
   * @returns what it looks like; whether every tensor is there and fits is checked against it. Null where a mark is
   * there, and it is another family after all.
   */
  describe(header: Header, hint: string): DescribedBackbone | null;
}

export interface DescribedBackbone {
  /** which of the family: `resnet-18` */
  readonly architecture: string;
  /** "ResNet-18" */
  readonly title: string;
  readonly description: NetworkDescription;
  readonly parts: readonly Part[];
  readonly normalisation: Normalisation;
  readonly sides: InputSides;
  /** what a run with it starts from; left out: what every run does */
  readonly suggested?: SuggestedSettings;
}

export interface InputSides {
  /** smallest and largest side of the input picture, in pixels */
  readonly min: number;
  readonly max: number;
  /** what it was trained on */
  readonly native: number;
}

/** Where tensors of ours come from. */
export type Part = FoldedConvolution | CopiedTensor;

/** A convolution with the BatchNorm behind it: `<layer>.weight` and `<layer>.bias`. */
export interface FoldedConvolution {
  readonly layer: string;
  /** ahead of `.weight` in the file; it has no bias */
  readonly convolution: string;
  /** ahead of `.weight`, `.bias`, `.running_mean`, `.running_var` */
  readonly norm: string;
  /** what is added to the variance */
  readonly epsilon: number;
}

/** A tensor that stands in the file as it is wanted, up to sides of one. */
export interface CopiedTensor {
  readonly tensor: string;
  readonly from: string;
}

/** ImageNet's mean and standard deviation, as torchvision and timm have them where nothing else is said. */
export const IMAGENET: Normalisation = {
  scale: 1,
  shift: [0.485, 0.456, 0.406],
  divisor: [0.229, 0.224, 0.225],
};

/** PyTorch's BatchNorm where nothing else is said. */
export const EPSILON = 1e-5;

/** A dense layer's weight and bias. */
export const dense = (layer: string, from: string): CopiedTensor[] =>
  ['weight', 'bias'].map((end) => ({ tensor: `${layer}.${end}`, from: `${from}.${end}` }));

/** The shape of a tensor, or zeros where it is missing: the check that follows will say so. */
export function shapeOf(header: Header, name: string): readonly [number, number, number, number] {
  const [outputs = 0, inputs = 0, height = 0, width = 0] = header.get(name)?.shape ?? [];
  return [outputs, inputs, height, width];
}
