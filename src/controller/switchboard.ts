import { changeLive, notify } from '../store/actions';
import { isActive } from '../store/selectors';
import { explorer } from '../store/store';
import type { WorkerEvent } from '../worker/protocol';
import type { Dependencies } from './dependencies';
import type { FreshSnapshots } from './fresh-snapshots';
import type { Inspections } from './inspections';
import type { Keeper } from './keeper';
import type { LiveFrames } from './live-frames';
import type { OwnInStored } from './own-in-stored';
import type { OwnPictureRuns } from './own-picture';
import type { Pictures } from './pictures';
import type { QueueRunner } from './queue-runner';
import type { Recovery } from './recovery';
import { followLive, recordEvent } from './run-events';
import { saveCapsule } from './save-files';
import type { Shelf } from './shelf';
import type { SwitchOff } from './switch-off';

export interface Listeners {
  readonly world: Pick<Dependencies, 'messages' | 'saveFile'>;
  readonly pictures: Pictures;
  readonly keeper: Keeper;
  readonly shelf: Shelf;
  readonly queue: QueueRunner;
  readonly recovery: Recovery;
  readonly snapshots: FreshSnapshots;
  readonly ownPicture: OwnPictureRuns;
  readonly ownInStored: OwnInStored;
  readonly switchOff: SwitchOff;
  readonly inspections: Inspections;
  readonly frames: LiveFrames;
}

/** Passes on what the worker says to all whom it concerns, in the order in which they build on each other. */
export class Switchboard {
  readonly #listeners: Listeners;

  constructor(listeners: Listeners) {
    this.#listeners = listeners;
  }

  hear(event: WorkerEvent): void {
    const { world, queue, shelf, recovery, switchOff, ownPicture, ownInStored, inspections } =
      this.#listeners;
    switch (event.type) {
      case 'own-image':
        return this.#hearPicture(event);
      case 'explained':
      case 'explain-refused':
        return (event.purpose === 'shown' ? ownInStored : ownPicture).hear(event);
      case 'capsule':
        return saveCapsule(event.bytes, world);
      case 'problem':
        return this.#complain(event);
      case 'ready':
        recovery.ready();
        switchOff.ready();
        inspections.ready();
        return void queue.advance();
      case 'knock-out':
      case 'knock-out-score':
      case 'knock-out-refused':
        return switchOff.hear(event);
      case 'inspecting':
      case 'inspected':
      case 'inspect-refused':
        return inspections.hear(event);
      case 'frame':
        return this.#listeners.frames.hear(event);
      case 'loading':
      case 'device':
        return;
      default:
        break;
    }
    const { live } = explorer.getState();
    const queued = event.runId !== live.runId && queue.hear(event);
    if (event.runId !== live.runId && !queued) return;
    recordEvent(event);
    shelf.hear(event);
    switchOff.follow(event);
    inspections.follow(event);
    if (event.type === 'checkpoint') recovery.progress();
    if (!queued) this.#hearLive(event);
  }

  #hearLive(event: Parameters<typeof followLive>[0]): void {
    const { keeper, queue, recovery, snapshots } = this.#listeners;
    const { status } = explorer.getState().live;
    followLive(event);
    if (event.type === 'started' && status === 'starting') changeLive({ status: 'running' });
    if (event.type === 'checkpoint') keeper.keep(event.step, event.bytes);
    if (event.type === 'done') keeper.forget();
    if (event.type === 'failed') recovery.diverge(event.message);
    snapshots.hear(event);
    // the worker is free, or at rest: whoever waits may go on
    if (!isActive(explorer.getState())) void queue.advance();
  }

  #hearPicture(event: Extract<WorkerEvent, { type: 'own-image' }>): void {
    const { pictures, ownPicture, ownInStored, switchOff } = this.#listeners;
    if (event.ok) {
      pictures.accepted(event.id);
      void ownPicture.accepted(event.id);
      ownInStored.accepted();
      switchOff.accepted();
    } else {
      pictures.refused(event.id, event.message);
      ownPicture.refused(event.id);
    }
  }

  /** The worker lives on; what it complains of may be the live run, another one or none. */
  #complain({ message, runId }: Extract<WorkerEvent, { type: 'problem' }>): void {
    const { queue, recovery } = this.#listeners;
    const { live } = explorer.getState();
    if (runId !== null && runId === live.runId) return recovery.refuse(message);
    if (runId !== null) queue.refuse(runId, message);
    notify({ tone: 'bad', text: message, action: null });
  }
}
