import type { LiveWatch } from '../data/live-picture';
import { forgetDrawing } from '../worker/client/drawing-here';
import type { Command, WorkerEvent } from '../worker/protocol';

export type LiveFrame = Extract<WorkerEvent, { type: 'frame' }>;

export interface FrameCommands {
  /**
   * Draws pictures of a run that trains after each of its steps, where the device can, in the place of those before.
   * Images are no part of the store: they go to who shows them.
   * @param listener shows a frame and closes its bitmap; the next one comes when it has
   * @returns ends it
   */
  watch(watch: LiveWatch, listener: (frame: LiveFrame) => Promise<void>): () => void;
  /** has the next page try what has failed in this browser */
  tryAgain(): void;
}

/** Brings pictures of a run between its snapshots to who looks at them: one at a time, and only the newest look. */
export class LiveFrames implements FrameCommands {
  readonly #send: (command: Command) => void;
  #request = 0;
  #listener: ((frame: LiveFrame) => Promise<void>) | null = null;

  constructor(send: (command: Command) => void) {
    this.#send = send;
  }

  watch(watch: LiveWatch, listener: (frame: LiveFrame) => Promise<void>): () => void {
    const request = ++this.#request;
    this.#listener = listener;
    this.#send({ type: 'watch', request, ...watch });
    return () => {
      if (request !== this.#request || !this.#listener) return;
      this.#listener = null;
      this.#send({ type: 'watch-end' });
    };
  }

  tryAgain(): void {
    forgetDrawing();
  }

  hear(frame: LiveFrame): void {
    const { request } = frame;
    const listener = request === this.#request ? this.#listener : null;
    if (!listener) return frame.bitmap.close();
    // one that could not be shown does not keep the next one away
    const taken = () => this.#send({ type: 'frame-taken', request });
    listener(frame).then(taken, taken);
  }
}
