import { inOneRow, PicturePass, type PlacedPicture } from '../core/drawing/picture-pass';
import type { LivePicture, PicturePlace } from '../data/live-picture';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A canvas of no page, whose pictures are drawn by a device from its own buffers and handed over without a copy. */
export class LiveCanvas {
  readonly #device: GPUDevice;
  readonly #canvas = new OffscreenCanvas(1, 1);
  readonly #context: GPUCanvasContext;
  readonly #pass: PicturePass;
  #placed: readonly PlacedPicture[] = [];

  /** @throws Error where the browser has no such canvas */
  constructor(device: GPUDevice) {
    const context = this.#canvas.getContext('webgpu');
    if (!context) throw new Error('The browser draws no WebGPU in workers.');
    const format = navigator.gpu.getPreferredCanvasFormat();
    context.configure({ device, format, alphaMode: 'opaque' });
    this.#device = device;
    this.#context = context;
    this.#pass = new PicturePass(device, format);
  }

  get places(): readonly PicturePlace[] {
    return this.#placed.map(({ place }) => place);
  }

  /** Makes room for these pictures, in the place of those before. @throws RangeError where they are too large */
  arrange(pictures: readonly (Size & Pick<LivePicture, 'colours'>)[]): void {
    this.clear();
    const { places, width, height } = inOneRow(pictures);
    if (Math.max(width, height) > this.#device.limits.maxTextureDimension2D) {
      throw new RangeError('The pictures do not fit into one image.');
    }
    this.#canvas.width = Math.max(1, width);
    this.#canvas.height = Math.max(1, height);
    this.#placed = pictures.map(({ colours }, i) => this.#pass.place({ place: places[i]!, colours }));
  }

  /**
   * Draws one image of all pictures.
   * @param values of each of them, in their order; the queue has whatever writes them
   */
  draw(values: readonly GPUBuffer[]): ImageBitmap {
    const drawn = this.#placed.map((picture, index) => ({ picture, values: values[index]! }));
    const encoder = this.#device.createCommandEncoder();
    this.#pass.record(encoder, this.#context.getCurrentTexture().createView(), drawn);
    this.#device.queue.submit([encoder.finish()]);
    return this.#canvas.transferToImageBitmap();
  }

  clear(): void {
    for (const { plan } of this.#placed) plan.destroy();
    this.#placed = [];
  }

  /** It draws no more. */
  close(): void {
    this.clear();
    this.#context.unconfigure();
  }
}
