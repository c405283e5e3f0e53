/** Pictures of a run that trains, drawn on its device between two snapshots. */

/** What is drawn, under the names used everywhere (core/prompt-trace.ts); `product` is δ ⊙ m. */
export type LiveStage = 'mask' | 'maskFull' | 'pattern' | 'product' | 'prompted';

export interface LivePicture {
  readonly stage: LiveStage;
  /** its colours (lib/value-steps.ts, `packedLines`): the page knows range, theme and channel */
  readonly colours: Int32Array;
}

/** Who looks at what. */
export interface LiveWatch {
  readonly runId: string;
  readonly sampleId: string;
  readonly pictures: readonly LivePicture[];
}

/** Where a picture lies among those that are drawn together, in cells of its own resolution. */
export interface PicturePlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether pictures are drawn on the device. If not: why each of them is read back, snapshot by snapshot. */
export type Drawing = { readonly by: 'device' } | { readonly by: 'readback'; readonly why: WhyReadback };

export type WhyReadback =
  /** another backend, whose values are in the processor's memory anyway */
  | 'backend'
  /** WebGPU runs on the processor: a picture more would take time from training */
  | 'software'
  /** the browser draws nothing in workers */
  | 'no-canvas'
  /** the canvas did not give back what was drawn */
  | 'other-pixels'
  /** it took the device with it when it was tried */
  | 'lost'
  /** one of the last two, at an earlier visit with the same version of the browser: it was not tried */
  | 'before'
  /** it said no; another worker tries again */
  | 'failed'
  /** nobody looks at what this worker does */
  | 'unwatched';
