import type { Layer, NetworkDescription } from './layers';

/** A vision transformer as timm and torchvision build it: pre-norm blocks, a class token, nothing pooled. */
export interface VisionTransformerSize {
  readonly name: string;
  readonly classes: number;
  /** side of a patch in pixels */
  readonly patch: number;
  /** patches along a side of the picture */
  readonly grid: number;
  /** values of a token */
  readonly width: number;
  readonly heads: number;
  /** values between the two dense layers of a block */
  readonly hidden: number;
  /** blocks */
  readonly depth: number;
}

const EPSILON = 1e-6;

/** Names are timm's, but for the embedding's: `embedding.weight`, `.bias`, `.class_token` and `.positions`. */
export function visionTransformer(size: VisionTransformerSize): NetworkDescription {
  const { name, classes, patch, grid, width, depth } = size;
  const body: Layer[] = [{ kind: 'patch-embedding', name: 'embedding', patch, grid, width }];
  for (let index = 0; index < depth - 1; index++)
    body.push(...block(`blocks.${index}`, size, body.length - 1));
  body.push(...lastBlock(`blocks.${depth - 1}`, size, body.length - 1));
  body.push({ kind: 'layer-norm', name: 'norm', width, epsilon: EPSILON });
  return { name, body, features: width, classifier: 'head', classes };
}

/** @param from index of the layer whose output enters the block */
function block(name: string, size: VisionTransformerSize, from: number): Layer[] {
  const attention = [...attentionLayers(name, size), projection(name, size), residual(from)];
  return [...attention, ...perceptron(name, size, from + attention.length)];
}

/** The class token is all that is read behind it, so what follows attention is done for that one alone. */
function lastBlock(name: string, size: VisionTransformerSize, from: number): Layer[] {
  const attended: Layer[] = [
    ...attentionLayers(name, size),
    { kind: 'class-token' },
    projection(name, size),
    { kind: 'class-token', from },
  ];
  const attention = [...attended, residual(from + attended.length - 1)];
  return [...attention, ...perceptron(name, size, from + attention.length)];
}

function attentionLayers(name: string, { width, heads }: VisionTransformerSize): Layer[] {
  return [
    { kind: 'layer-norm', name: `${name}.norm1`, width, epsilon: EPSILON },
    { kind: 'dense', name: `${name}.attn.qkv`, inputs: width, outputs: 3 * width },
    { kind: 'attention', heads },
  ];
}

function projection(name: string, { width }: VisionTransformerSize): Layer {
  return { kind: 'dense', name: `${name}.attn.proj`, inputs: width, outputs: width };
}

function perceptron(name: string, { width, hidden }: VisionTransformerSize, from: number): Layer[] {
  return [
    { kind: 'layer-norm', name: `${name}.norm2`, width, epsilon: EPSILON },
    { kind: 'dense', name: `${name}.mlp.fc1`, inputs: width, outputs: hidden },
    { kind: 'gelu' },
    { kind: 'dense', name: `${name}.mlp.fc2`, inputs: hidden, outputs: width },
    residual(from),
  ];
}

function residual(from: number): Layer {
  return { kind: 'residual', from };
}
