import { useMemo } from 'react';
import { shownRun, shownSampleId, shownSnapshot } from '../store/selectors';
import { explorer } from '../store/store';
import { PictureSaver } from '../ui/export/picture-saver';
import type { Origin } from '../ui/export/picture-print';
import { useMessages } from '../ui/use-messages';
import { dataName } from '../store/data-name';
import { provenanceOf } from '../trace/provenance';

/**
 * Every picture of the page can be saved. One that is of another run, sample or step than what is shown says so on
 * itself or around it: `data-run`, `data-sample`, `data-step`.
 */
export function SavedPictures() {
  const messages = useMessages();
  const originOf = useMemo(() => {
    const { saving, pair, translated } = messages;
    return (element: HTMLElement): Origin => {
      const state = explorer.getState();
      const said = (name: 'run' | 'sample' | 'step') =>
        element.closest<HTMLElement>(`[data-${name}]`)?.dataset[name] ?? null;
      const runId = said('run');
      const run = state.runs.find(({ id }) => id === runId) ?? shownRun(state);
      const sample = (said('sample') ?? shownSampleId(state) ?? '').replace('/', ' ');
      const step = Number(said('step') ?? shownSnapshot(state)?.step ?? 0);
      if (!run) return { heading: '', provenance: [saving.by], file: [sample] };
      const label = translated(run.label);
      const data = dataName(run.config.data);
      return {
        heading: saving.heading({ label, data, sample, step: pair.step(step) }),
        provenance: [`${provenanceOf(run, messages)}, ${saving.by}`],
        file: [label, data, sample, `step-${step}`],
      };
    };
  }, [messages]);
  return <PictureSaver originOf={originOf} />;
}
