import { gateOf, INPUT, sourcesOf, type Layer, type NetworkDescription } from '../description/layers';
import { readersOf } from '../frozen-body';

/**
 * Whether the plan has an answer to every layer of a network: inverted residuals behind one dense convolution, which is
 * EfficientNet-Lite and MobileNetV2. Everything else goes through the portable layers.
 */
export function isPlannable({ body, features }: NetworkDescription): boolean {
  const sources = body.map(sourcesOf);
  const readers = readersOf(sources);

  const answered = (layer: Layer, index: number): boolean => {
    const source = sources[index]![0]!;
    switch (layer.kind) {
      case 'convolution':
        return source === INPUT && layer.stride === 2 && inFours(layer.outputs);
      case 'depthwise':
        return source !== INPUT && inFours(layer.outputs);
      case 'pointwise':
        return source !== INPUT && layer.stride === 1 && inFours(layer.outputs);
      case 'residual': {
        // the product ahead adds it, and nobody else sees that product bare
        const ahead = body[index - 1];
        const bare = ahead?.kind === 'pointwise' && !gateOf(ahead) && readers.get(index - 1)!.length === 1;
        // of those who send a gradient to its other end it is the last reader, the one that sends it first
        const ends = layer.from !== INPUT && readers.get(layer.from)!.at(-1) === index;
        return bare && ends && readers.get(layer.from)!.length > 1 && !gateOf(layer);
      }
      default:
        return false;
    }
  };
  const last = body.at(-1);
  const ends = last?.kind === 'pointwise' && last.outputs === features;
  return ends && readers.get(INPUT)!.length === 1 && body.every(answered);
}

function inFours(channels: number): boolean {
  return channels % 4 === 0;
}
