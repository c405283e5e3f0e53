import type { RecordedLab } from '../data/recorded-lab';
import type { SeenRun } from '../data/view-snapshots';

type Bytes = Uint8Array<ArrayBuffer>;

/** The files of the recorded lab. Every call but the first is refused where a file cannot be had. */
export interface LabSource {
  /** null where this copy of the page came without a lab */
  index(): Promise<RecordedLab | null>;
  /** @param file a name of LabRun.files */
  pictures(file: string): Promise<SeenRun>;
  /** a run capsule */
  weights(file: string): Promise<Bytes>;
}

/** @param read reads a file below public/recorded/lab; null where there is none */
export function labSource(read: (file: string) => Promise<Bytes | null>): LabSource {
  const present = async (file: string): Promise<Bytes> => {
    const bytes = await read(file);
    if (!bytes) throw new Error(`There is no ${file}.`);
    return bytes;
  };
  return {
    async index() {
      const bytes = await read('lab.safetensors.gz');
      if (!bytes) return null;
      const { decodeRecordedLab } = await import('../data/recorded-lab');
      return decodeRecordedLab(bytes);
    },
    async pictures(file) {
      const bytes = await present(file);
      const { decodeViewSnapshots } = await import('../data/view-snapshots');
      return decodeViewSnapshots(bytes);
    },
    weights: present,
  };
}
