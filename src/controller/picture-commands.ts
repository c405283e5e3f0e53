import { notify } from '../store/actions';
import { runConfig } from '../store/run-config';
import { explorer } from '../store/store';
import type { Messages } from '../messages/messages';
import type { Engine } from './engine';
import { showLive, type LiveRun } from './live-run';
import type { OwnInStored } from './own-in-stored';
import type { OwnPictureRuns } from './own-picture';
import type { Pictures } from './pictures';
import type { QueueRunner } from './queue-runner';

interface PictureParts {
  readonly messages: Messages;
  readonly engine: Pick<Engine, 'ready'>;
  readonly pictures: Pictures;
  readonly live: LiveRun;
  readonly queue: Pick<QueueRunner, 'training'>;
  readonly ownPicture: OwnPictureRuns;
  readonly ownInStored: OwnInStored;
}

/** What a person asks for pictures of their own on the bench: each is shown by the run that is on screen. */
export class PictureCommands {
  readonly #parts: PictureParts;

  constructor(parts: PictureParts) {
    this.#parts = parts;
  }

  add(files: readonly Blob[]): void {
    if (files.length === 0) return;
    const { messages, pictures, live, queue, ownInStored } = this.#parts;
    const state = explorer.getState();
    const training = state.live.runId !== null;
    const stored = training ? null : ownInStored.run;
    if (stored) ownInStored.prepare(stored);
    else if (!training) {
      if (!live.begin({ config: runConfig(state.settings), paused: true })) return;
      notify({ tone: 'info', text: messages.notices.ownPictureNeedsRun, action: null });
    } else {
      // whichever worker trains has room for pictures
      if (!queue.training) live.load();
      showLive();
    }
    void pictures.add(files);
  }

  remove(id: string): void {
    this.#parts.pictures.remove(id);
    this.#parts.ownInStored.removed(id);
  }

  /** Shows one picture under every variant. */
  compare(file: Blob): void {
    const { pictures, ownPicture } = this.#parts;
    void pictures.add([file]).then(([id]) => {
      if (id !== undefined) ownPicture.choose(id);
    });
  }

  compareOwn(id: string): void {
    const { engine, ownPicture } = this.#parts;
    ownPicture.choose(id);
    // it may be known to the worker, or wait for one
    if (engine.ready) void ownPicture.accepted(id);
  }
}
