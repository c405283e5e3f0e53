import type { NamedTensors, NetworkDescription } from '../core/backbone/description/layers';

/** What the backbone pool and its workers say to each other. Plain values; buffers are transferred. */

/** Structural, so that a module worker in the page and a worker thread in Node both fit behind it. */
export interface WorkerPort {
  post(message: PoolRequest, transfer: ArrayBuffer[]): void;
  /** Called once, before anything is posted. */
  listen(handlers: { message(reply: PoolReply): void; /** it died */ closed(reason: string): void }): void;
  terminate(): void;
}

/** The same seen from inside the worker. */
export interface ServerPort {
  post(reply: PoolReply, transfer: ArrayBuffer[]): void;
  listen(message: (request: PoolRequest) => void): void;
}

export type PoolRequest =
  /** comes first and once; answered by `ready` */
  | { readonly type: 'load'; readonly description: NetworkDescription; readonly tensors: NamedTensors }
  | ({ readonly type: 'logits' } & Pictures)
  | ({ readonly type: 'readout' } & Pictures)
  | ({
      readonly type: 'gradient';
      /** [n], 0..k−1 */
      readonly labels: Int32Array;
      /** π [k] */
      readonly mapping: Int32Array;
      /** B, size of the whole batch */
      readonly batch: number;
    } & Pictures)
  | ({
      readonly type: 'logit-gradient';
      /** [n] */
      readonly sources: Int32Array;
    } & Pictures);

export interface Pictures {
  /** x̃ [n, side, side, 3] */
  readonly prompted: Float32Array<ArrayBuffer>;
  readonly shape: readonly [number, number, number, number];
}

export type PoolReply =
  | { readonly type: 'ready' }
  /** [n, classes] */
  | { readonly type: 'logits'; readonly logits: Float32Array<ArrayBuffer> }
  | {
      readonly type: 'readout';
      readonly logits: Float32Array<ArrayBuffer>;
      /** [n, features] */
      readonly features: Float32Array<ArrayBuffer>;
    }
  | {
      readonly type: 'gradient';
      readonly logits: Float32Array<ArrayBuffer>;
      /** this chunk's share of the mean loss */
      readonly loss: number;
      /** [n, side, side, 3] */
      readonly gradient: Float32Array<ArrayBuffer>;
    }
  | {
      readonly type: 'logit-gradient';
      readonly logits: Float32Array<ArrayBuffer>;
      /** [n, side, side, 3] */
      readonly gradient: Float32Array<ArrayBuffer>;
    }
  /** the request could not be computed: a programming error or no memory, and no other worker would do better */
  | { readonly type: 'failed'; readonly message: string };
