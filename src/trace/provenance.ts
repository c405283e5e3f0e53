import type { Messages } from '../messages/messages';
import { isOwnNetwork } from '../store/own-networks';
import type { RunView } from '../store/run-view';
import { explorer } from '../store/store';
import { networkTitle } from './network-title';

/** Where a run's numbers come from, in one line under a picture or a chart that leaves the page. */
export function provenanceOf(
  { label, origin, config, provenance }: Pick<RunView, 'label' | 'origin' | 'config' | 'provenance'>,
  { saving, runs, pipeline }: Pick<Messages, 'saving' | 'runs' | 'pipeline'>,
): string {
  const { backbone } = config;
  const { networks } = explorer.getState().ownNetworks;
  return saving.provenance({
    label,
    origin: runs[origin],
    network: isOwnNetwork(backbone) ? networkTitle(backbone, { pipeline, networks }) : '',
    seed: config.training.seed,
    device: [provenance.backend, provenance.adapter].filter(Boolean).join(' '),
    date: provenance.recorded,
  });
}
