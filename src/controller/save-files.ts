import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';
import { valuesFile, type ShownValues } from './values-file';

type World = Pick<Dependencies, 'messages' | 'saveFile'>;

/** Saves the live run's capsule, named as the run is. */
export function saveCapsule(bytes: Uint8Array, { messages, saveFile }: World): void {
  const { runs, live } = explorer.getState();
  const run = runs.find(({ id }) => id === live.runId);
  if (run) saveFile(messages.notices.fileName(run.label, run.config.data, live.step), bytes);
}

/** Saves every value that the page shows of one picture. */
export function saveShownValues(values: ShownValues, { messages, saveFile }: World): void {
  const { step, config, sampleId } = values;
  saveFile(messages.notices.fileName(sampleId, config.data, step), valuesFile(values));
}
