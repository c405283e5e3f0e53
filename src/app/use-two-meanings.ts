import { useMemo } from 'react';
import { useController } from '../controller/use-controller';
import { runConfig, sameRun } from '../store/run-config';
import { knockOutWait, shownKnockOut } from '../store/selectors';
import { useExplorer, useExplorerParts, type ExplorerState } from '../store/store';
import { useMessages } from '../ui/use-messages';
import type { KnockOuts, TrainingQueue } from '../views/switches/two-meanings';

/** Parts of the run on screen that are switched off now. */
export function useKnockOuts(): KnockOuts {
  const controller = useController();
  const { switchedOff: text } = useMessages();
  const { block, variant } = useExplorerParts(activeChoice);
  const wait = useExplorer(knockOutWait);
  return useMemo(
    () => ({
      active: block !== undefined && variant !== undefined ? { block, variant } : null,
      waits: wait && text.waits[wait],
      choose: (choice) => controller.switchOff(choice),
    }),
    [block, variant, wait, text, controller],
  );
}

function activeChoice(state: ExplorerState) {
  const knockOut = shownKnockOut(state);
  const active = knockOut?.refusal ? null : knockOut;
  return { block: active?.block, variant: active?.variant };
}

/** Runs that wait or train. */
export function useTrainingQueue(): TrainingQueue {
  const controller = useController();
  const states = useExplorerParts(({ queue }) => queue.map(({ state }) => state));
  const configs = useExplorerParts(({ queue }) => queue.map(({ config }) => config));
  return useMemo(
    () => ({
      stateOf: (settings) => {
        const wanted = runConfig(settings);
        const found = states.filter((_, i) => sameRun(configs[i]!, wanted));
        if (found.includes('waiting')) return 'queued';
        return found.includes('running') || found.includes('paused') ? 'training' : null;
      },
      add: (settings) => controller.enqueue([runConfig(settings)]),
      cancel: (runId) => controller.cancelQueued(runId),
    }),
    [states, configs, controller],
  );
}
