import { saveFile } from '../lib/save-file';

/** Where a large file is written to: the disk as it comes where the browser lets a page, else a download at the end. */
export interface FileSink {
  readonly stream: WritableStream<Uint8Array>;
  /** hands a download over; what was written to the disk is there */
  finish(): void;
  /** leaves nothing behind, as far as it can; never fails */
  discard(): Promise<void>;
}

interface PickedFile {
  createWritable(): Promise<WritableStream<Uint8Array>>;
  getFile(): Promise<Blob>;
  remove?(): Promise<void>;
}

type Picker = (options: { suggestedName: string }) => Promise<PickedFile>;

/**
 * To be called while the person's click counts.
 * @returns null where they closed the dialog
 */
export async function openFileSink(name: string): Promise<FileSink | null> {
  const picker = (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker;
  if (!picker) return downloadSink(name);
  try {
    const picked = await picker.call(globalThis, { suggestedName: name });
    const stream = await picked.createWritable();
    return {
      stream,
      finish: () => undefined,
      discard: async () => {
        // an aborted writer has left the file as it was: empty, where it is new
        await stream.abort().catch(() => undefined);
        try {
          const { size } = await picked.getFile();
          if (size === 0) await picked.remove?.();
        } catch {
          // it was moved or taken away: there is nothing left to remove
        }
      },
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    return downloadSink(name);
  }
}

/** Parts that are put together now and then, so that the browser may move them to its disk. */
const partBytes = 16 * 2 ** 20;

function downloadSink(name: string): FileSink {
  let whole = new Blob();
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const gather = (): void => {
    whole = new Blob([whole, ...parts], { type: 'application/zip' });
    [parts, bytes] = [[], 0];
  };
  return {
    stream: new WritableStream({
      write(part) {
        parts.push(Uint8Array.from(part));
        bytes += part.length;
        if (bytes > partBytes) gather();
      },
    }),
    finish() {
      gather();
      saveFile(name, whole);
    },
    discard: () => Promise.resolve(),
  };
}
