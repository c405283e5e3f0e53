import type { PicturePlace } from '../../data/live-picture';
import { LINE_HEAD } from '../../lib/value-steps';

/** Values on a device and where to draw them. */
export interface DrawnValues {
  /** [height, width, 3] floats, at least */
  readonly values: GPUBuffer;
  readonly picture: PlacedPicture;
}

/** A picture whose place and colours are on the device. */
export interface PlacedPicture {
  readonly place: PicturePlace;
  readonly plan: GPUBuffer;
}

/** Integers ahead of the colours: x, y, width. */
const HEAD = 3;

/**
 * One triangle over each picture's place. A fragment finds its value's bits, and its byte among the steps of the colour
 * map by comparing integers, so infinities and what is no number come out as they should too. A byte over 255 survives
 * the way into an eight-bit texture: the device rounds it to the nearest, which it was.
 */
const SOURCE = `
  @group(0) @binding(0) var<storage, read> values : array<i32>;
  @group(0) @binding(1) var<storage, read> plan : array<i32>;

  @vertex fn corner(@builtin(vertex_index) index : u32) -> @builtin(position) vec4<f32> {
    return vec4<f32>(f32(index & 1u) * 4.0 - 1.0, f32(index >> 1u) * 4.0 - 1.0, 0.0, 1.0);
  }

  fn byteOf(cell : i32, line : i32) -> f32 {
    let at = plan[${HEAD} + line] + ${HEAD};
    let bits = values[cell * 3 + plan[at]];
    if ((bits & 0x7fffffff) > 0x7f800000) { return f32(plan[at + 2]); }
    let key = bits ^ ((bits >> 31u) & 0x7fffffff);
    let steps = at + ${LINE_HEAD};
    var row = 0;
    var end = plan[at + 1];
    while (row < end) {
      let middle = (row + end) / 2;
      if (plan[steps + middle] <= key) { row = middle + 1; } else { end = middle; }
    }
    return f32(plan[steps + plan[at + 1] + row]);
  }

  @fragment fn colour(@builtin(position) position : vec4<f32>) -> @location(0) vec4<f32> {
    let cell = (i32(position.y) - plan[1]) * plan[2] + i32(position.x) - plan[0];
    return vec4<f32>(byteOf(cell, 0), byteOf(cell, 1), byteOf(cell, 2), 255.0) / 255.0;
  }`;

/** Draws values that are on a device into a texture of it, without reading them back. */
export class PicturePass {
  readonly #device: GPUDevice;
  readonly #pipeline: GPURenderPipeline;

  /** @param format of the textures that it draws into; eight bits a channel */
  constructor(device: GPUDevice, format: GPUTextureFormat) {
    this.#device = device;
    const module = device.createShaderModule({ code: SOURCE });
    this.#pipeline = device.createRenderPipeline({
      layout: 'auto',
      vertex: { module, entryPoint: 'corner' },
      fragment: { module, entryPoint: 'colour', targets: [{ format }] },
    });
  }

  /**
   * Brings a picture's place and colours to the device. The caller destroys the plan.
   * @param colours see `packedLines`
   */
  place({ place, colours }: { place: PicturePlace; colours: Int32Array }): PlacedPicture {
    const size = 4 * (HEAD + colours.length);
    const { STORAGE } = GPUBufferUsage;
    const plan = this.#device.createBuffer({ size, usage: STORAGE, mappedAtCreation: true });
    const integers = new Int32Array(plan.getMappedRange());
    integers.set([place.x, place.y, place.width]);
    integers.set(colours, HEAD);
    plan.unmap();
    return { place, plan };
  }

  /** Records the drawing of all pictures; what lies between them is black. */
  record(encoder: GPUCommandEncoder, view: GPUTextureView, drawn: readonly DrawnValues[]): void {
    const pass = encoder.beginRenderPass({
      colorAttachments: [{ view, loadOp: 'clear', storeOp: 'store', clearValue: [0, 0, 0, 1] }],
    });
    pass.setPipeline(this.#pipeline);
    for (const { values, picture } of drawn) {
      const { x, y, width, height } = picture.place;
      const entries = [values, picture.plan].map((buffer, binding) => ({ binding, resource: { buffer } }));
      const layout = this.#pipeline.getBindGroupLayout(0);
      pass.setBindGroup(0, this.#device.createBindGroup({ layout, entries }));
      pass.setScissorRect(x, y, width, height);
      pass.draw(3);
    }
    pass.end();
  }
}

/** Pictures side by side in one row. */
export function inOneRow(sizes: readonly { readonly width: number; readonly height: number }[]): {
  readonly places: readonly PicturePlace[];
  readonly width: number;
  readonly height: number;
} {
  let x = 0;
  const places = sizes.map(({ width, height }) => {
    const place = { x, y: 0, width, height };
    x += width;
    return place;
  });
  return { places, width: x, height: Math.max(0, ...sizes.map(({ height }) => height)) };
}
