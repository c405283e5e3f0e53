import type { RunRecord } from '../data/run-record';
import type { RunView } from '../store/run-view';

type FromRecord =
  | 'classes'
  | 'totalSteps'
  | 'unprompted'
  | 'last'
  | 'best'
  | 'parameters'
  | 'provenance'
  | keyof RunRecord['curves'];

/** What a run's view has from its record, wherever that was kept. @param recorded ISO date; empty for one's own */
export function viewOfRecord(
  { classes, curves, unprompted, result, provenance }: Omit<RunRecord, 'config' | 'seconds'>,
  { recorded }: { readonly recorded: string },
): Pick<RunView, FromRecord> {
  const { losses, accuracies, epochs } = curves;
  return {
    classes,
    totalSteps: losses.length,
    losses,
    accuracies,
    epochs,
    unprompted,
    last: result?.last ?? null,
    best: result?.best ?? null,
    parameters: result?.parameters ?? null,
    provenance: {
      backend: provenance.device,
      adapter: '',
      version: Object.entries(provenance.versions)
        .map((parts) => parts.join(' '))
        .join(', '),
      recorded,
      dataHash: provenance.dataHash,
      backboneHash: provenance.backboneHash,
    },
  };
}
