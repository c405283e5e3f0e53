import { dropOwnImage, notify, putOwnImage, selectSample } from '../store/actions';
import { explorer } from '../store/store';
import type { Command, OwnImage } from '../worker/protocol';
import type { Messages } from '../messages/messages';

/** Larger files are refused before they are read: no picture that a camera makes is larger. */
export const largestFile = 64 * 1024 * 1024;

interface PicturesOptions {
  readonly messages: Messages;
  send(command: Command): void;
}

/**
 * A person's own pictures: read here, decoded in the worker. Their bytes are kept, so that the next worker
 * gets them too. Each failure is that picture's alone.
 */
export class Pictures {
  readonly #options: PicturesOptions;
  readonly #images = new Map<string, OwnImage>();

  constructor(options: PicturesOptions) {
    this.#options = options;
  }

  /** @returns ids of those that the worker gets to read */
  async add(files: readonly Blob[]): Promise<readonly string[]> {
    const read = await Promise.all(files.map((file) => this.#read(file)));
    const images = read.filter((image) => image !== null);
    for (const image of images) this.#images.set(image.id, image);
    if (images.length > 0) this.#options.send({ type: 'add-images', images });
    return images.map(({ id }) => id);
  }

  remove(id: string): void {
    if (this.#images.delete(id)) this.#options.send({ type: 'remove-image', id });
    dropOwnImage(id);
  }

  /** Gives everything to a new worker. */
  sendAll(): void {
    if (this.#images.size > 0) this.#options.send({ type: 'add-images', images: [...this.#images.values()] });
  }

  accepted(id: string): void {
    const name = this.#images.get(id)?.name ?? id;
    putOwnImage({ id, name, state: 'ready', problem: null });
    // shown as soon as the worker has sent it with the samples
    selectSample(id);
  }

  refused(id: string, reason: string): void {
    const name = this.#images.get(id)?.name ?? id;
    this.#images.delete(id);
    this.#fail(id, name, reason);
  }

  async #read(file: Blob): Promise<OwnImage | null> {
    const { notices } = this.#options.messages;
    const name = file instanceof File && file.name !== '' ? file.name : notices.pastedName;
    const id = this.#freeId(name);
    putOwnImage({ id, name, state: 'reading', problem: null });
    if (file.size > largestFile) {
      this.#fail(id, name, notices.fileTooLarge(file.size, largestFile));
      return null;
    }
    try {
      return { id, name, bytes: new Uint8Array(await file.arrayBuffer()) };
    } catch {
      this.#fail(id, name, notices.fileUnreadable);
      return null;
    }
  }

  #fail(id: string, name: string, reason: string): void {
    putOwnImage({ id, name, state: 'failed', problem: reason });
    notify({ tone: 'warn', text: this.#options.messages.notices.pictureFailed(name, reason), action: null });
  }

  #freeId(name: string): string {
    const taken = new Set(explorer.getState().ownImages.map(({ id }) => id));
    let id = `own/${name}`;
    for (let copy = 2; taken.has(id); copy++) id = `own/${name} (${copy})`;
    return id;
  }
}
