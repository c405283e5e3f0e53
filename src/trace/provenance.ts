import type { Messages } from '../messages/messages';
import type { RunView } from '../store/run-view';

/** Where a run's numbers come from, in one line under a picture or a chart that leaves the page. */
export function provenanceOf(
  { label, origin, config, provenance }: Pick<RunView, 'label' | 'origin' | 'config' | 'provenance'>,
  { saving, runs }: Pick<Messages, 'saving' | 'runs'>,
): string {
  return saving.provenance({
    label,
    origin: runs[origin],
    seed: config.training.seed,
    device: [provenance.backend, provenance.adapter].filter(Boolean).join(' '),
    date: provenance.recorded,
  });
}
