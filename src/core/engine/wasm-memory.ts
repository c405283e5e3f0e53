import { backend } from '../tf';

/** What TensorFlow.js' wasm backend holds of its module. */
interface WasmBackend {
  readonly wasm: { _malloc(bytes: number): number };
}

const reporting = new WeakSet<object>();

/**
 * Makes the current wasm backend say so when it has no memory left. Its allocator answers 0 then, and TensorFlow.js
 * would write the tensor there: over its own statics, without a word.
 */
export function reportFullHeap(): void {
  const { wasm } = backend() as unknown as WasmBackend;
  if (reporting.has(wasm)) return;
  reporting.add(wasm);
  const allocate = wasm._malloc.bind(wasm);
  wasm._malloc = (bytes) => {
    const address = allocate(bytes);
    if (address === 0 && bytes > 0) {
      throw new RangeError(`WebAssembly is out of memory: no room for ${bytes} bytes.`);
    }
    return address;
  };
}
