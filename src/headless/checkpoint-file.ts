/** Where a run on the command line is kept while it trains: a file beside the capsule that it will become. */
import { rename, rm } from 'node:fs/promises';
import { prepareOut, writeOut } from './assets';

export class CheckpointFile {
  readonly #path: string;
  #written = false;
  readonly #tell = (): void => {
    if (this.#written) {
      process.stderr.write(`What was trained is kept. Go on with: --resume ${this.#path}\n`);
    }
  };

  /** @param capsule where the finished run will be written; `.safetensors` makes way for `.checkpoint.safetensors` */
  constructor(capsule: string) {
    this.#path = `${capsule.replace(/\.safetensors$/, '')}.checkpoint.safetensors`;
  }

  /**
   * To be called before work that would be lost with it. From now on, however the process ends, it says where the run
   * can be gone on with.
   * @throws UserError when the file could not be written
   */
  async prepare(): Promise<void> {
    await prepareOut(this.#path);
    process.once('exit', this.#tell);
  }

  /** Replaces what is there at once: a process that ends in the middle leaves the old one whole. */
  async write(bytes: Uint8Array): Promise<void> {
    const fresh = `${this.#path}.new`;
    await writeOut(fresh, bytes);
    await rename(fresh, this.#path);
    this.#written = true;
  }

  /** The run is finished, and written. */
  async remove(): Promise<void> {
    await rm(this.#path, { force: true });
    this.#written = false;
  }

  /** The command is over. */
  close(): void {
    process.off('exit', this.#tell);
    this.#tell();
  }
}
