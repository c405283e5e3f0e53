// The few names that the method's realm may use and that exist in every page, worker and Node process.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
interface TextDecoder {
  decode(bytes: ArrayBufferView | ArrayBuffer): string;
}
declare const TextDecoder: new (label?: string, options?: { fatal?: boolean }) => TextDecoder;
declare class AbortSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}
declare function setTimeout(handler: () => void, milliseconds?: number): unknown;
declare function clearTimeout(timer: unknown): void;
interface MessagePort {
  onmessage: (() => void) | null;
  postMessage(message: null): void;
  close(): void;
}
declare class MessageChannel {
  readonly port1: MessagePort;
  readonly port2: MessagePort;
}
declare function atob(base64: string): string;
declare function btoa(bytes: string): string;
declare const crypto: {
  readonly subtle: { digest(algorithm: 'SHA-256', bytes: ArrayBuffer): Promise<ArrayBuffer> };
};
declare namespace WebAssembly {
  class Memory {
    readonly buffer: ArrayBuffer;
  }
  type Module = object;
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
}
declare class WritableStream {
  readonly locked: boolean;
}
declare class ReadableStream<Chunk> {
  constructor(source: {
    pull(controller: { enqueue(chunk: Chunk): void; close(): void }): Promise<void>;
    cancel?(): Promise<void>;
  });
  getReader(): {
    read(): Promise<{ done: boolean; value?: Chunk | undefined }>;
    cancel(): Promise<void>;
  };
  pipeThrough<Result>(transform: {
    readable: ReadableStream<Result>;
    writable: WritableStream;
  }): ReadableStream<Result>;
}
declare class DecompressionStream {
  constructor(format: 'gzip' | 'deflate' | 'deflate-raw');
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream;
}
