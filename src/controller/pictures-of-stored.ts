import type { RunRecord } from '../data/run-record';
import type { SeenRun } from '../data/view-snapshots';
import { UserError } from '../lib/user-error';
import { explorer } from '../store/store';
import type { WorkerEvent } from '../worker/protocol';
import type { Dependencies } from './dependencies';
import { samplesInView } from './samples-in-view';

export interface StoredRunHere {
  readonly record: Pick<RunRecord, 'config' | 'provenance'>;
  /** bytes of its capsule */
  readonly capsule: Uint8Array;
}

/** What a run shows at its last step, and what its network's own answers are called. */
export interface StoredPictures {
  readonly seen: SeenRun;
  readonly sourceClasses: readonly string[];
}

type World = Pick<Dependencies, 'openTrainer' | 'assets' | 'messages'>;

/**
 * Test pictures under a run of which there are only the weights. It has a worker of its own: nothing that trains or is
 * shown is disturbed, and nothing is trained.
 * @throws UserError where its data or network are not here, or are others of the same name
 */
export async function picturesOfStored(
  { record, capsule }: StoredRunHere,
  { openTrainer, assets, messages }: World,
): Promise<StoredPictures> {
  const text = messages.sweepResults;
  const { config, provenance } = record;
  const { backend } = explorer.getState().settings;
  let names: readonly string[] = [];
  let close: () => void = () => undefined;
  try {
    return await new Promise<StoredPictures>((resolve, reject) => {
      const refuse = (sentence: string) => reject(new UserError(sentence));
      const onEvent = (event: WorkerEvent): void => {
        if (event.type === 'problem' || event.type === 'failed' || event.type === 'explain-refused') {
          refuse(event.message);
        } else if (event.type === 'ready') {
          // pictures of another data set under its labels would be a lie
          if (event.provenance.dataHash !== provenance.dataHash) return refuse(text.otherData);
          if (event.provenance.backboneHash !== provenance.backboneHash) return refuse(text.otherNetwork);
          names = event.sourceClasses;
          trainer.send({ type: 'view', sampleIds: samplesInView });
          const runs = [{ runId: 'stored', capsule }];
          trainer.send({ type: 'explain', request: 1, purpose: 'shown', sampleIds: samplesInView, runs });
        } else if (event.type === 'explained') {
          const { samples, snapshot } = event;
          const snapshots = [{ ...snapshot, sampleIds: samples.ids }];
          resolve({ seen: { samples, snapshots }, sourceClasses: names });
        }
      };
      const trainer = openTrainer({ onEvent, onDeath: refuse });
      close = () => trainer.close();
      const { data, backbone } = config;
      trainer.send({ type: 'open', assets, backend, data, backbone });
    });
  } finally {
    close();
  }
}
