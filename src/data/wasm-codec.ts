/**
 * The JPEG and WebP decoders of Squoosh (@jsquash): WebAssembly, the same in the browser and in Node.
 * Their own loaders fetch the .wasm file; here whoever decodes hands in the compiled module.
 */
import mozjpeg from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import webp from '@jsquash/webp/codec/dec/webp_dec.js';
import { UserError } from '../lib/user-error';
import type { PixelRows } from './pixel-rows';

/** Compiles a decoder's .wasm file; called when the first such picture comes. */
export type LoadWasm = () => Promise<WebAssembly.Module>;

export type Codec = (bytes: Uint8Array<ArrayBuffer>) => Promise<PixelRows>;

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** [height, width, 4], not premultiplied */
  readonly data: Uint8ClampedArray;
}

/** What both generated modules look like from outside. */
interface Instance {
  decode(...input: readonly unknown[]): Pixels | null;
}

type Imports = NonNullable<ConstructorParameters<typeof WebAssembly.Instance>[1]>;

type Factory = (options: {
  noInitialRun: boolean;
  print: () => void;
  printErr: () => void;
  instantiateWasm(imports: Imports, done: (instance: WebAssembly.Instance) => void): object;
}) => Promise<Instance>;

export function jpegCodec(load: LoadWasm): Codec {
  // `false`: turning it upright is left to us, for every format alike
  return codec({ format: 'JPEG', factory: mozjpeg as unknown as Factory, options: [false], load });
}

export function webpCodec(load: LoadWasm): Codec {
  return codec({ format: 'WebP', factory: webp as unknown as Factory, options: [], load });
}

/** WebAssembly memory never shrinks: after a picture this large the instance is let go. */
const LARGE_PIXELS = 4e6;

interface CodecOptions {
  readonly format: string;
  readonly factory: Factory;
  /** what `decode` takes behind the bytes; the bindings count their arguments */
  readonly options: readonly unknown[];
  readonly load: LoadWasm;
}

function codec({ format, factory, options, load }: CodecOptions): Codec {
  let instance: Promise<Instance> | null = null;
  const start = async (): Promise<Instance> => {
    const module = await load();
    return factory({
      noInitialRun: true,
      print: () => undefined,
      printErr: () => undefined,
      instantiateWasm(imports, done) {
        const started = new WebAssembly.Instance(module, imports);
        done(started);
        return started.exports;
      },
    });
  };
  return async (bytes) => {
    instance ??= start();
    let decoder: Instance;
    try {
      decoder = await instance;
    } catch {
      instance = null;
      throw new UserError(
        `The part of the app that reads ${format} could not be loaded. Check the connection and try again, or use a PNG.`,
      );
    }
    let pixels: Pixels | null = null;
    try {
      pixels = decoder.decode(bytes, ...options);
    } catch {
      // a decoder that gave up in the middle cannot be trusted with the next picture
    }
    if (!pixels || pixels.width * pixels.height > LARGE_PIXELS) instance = null;
    if (!pixels)
      throw new UserError(
        `This ${format} file is damaged. Copy or download it again, or save the picture anew.`,
      );
    return rowsOf(pixels);
  };
}

/** Transparency is laid on white. */
function rowsOf({ width, height, data }: Pixels): PixelRows {
  let opaque = true;
  for (let i = 3; i < data.length && opaque; i += 4) opaque = data[i] === 255;
  return {
    width,
    height,
    channels: 3,
    exact: opaque,
    row(y, target) {
      for (let x = 0; x < width; x++) {
        const start = (y * width + x) * 4;
        const opacity = data[start + 3]! / 255;
        for (let c = 0; c < 3; c++) target[x * 3 + c] = data[start + c]! * opacity + 255 * (1 - opacity);
      }
    },
  };
}
