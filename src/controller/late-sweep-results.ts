import { loadedOnce } from '../lib/loaded-once';
import { otherTexts } from '../messages/messages';
import type { Dependencies } from './dependencies';
import type { Shelf } from './shelf';
import type { SweepResults } from './sweep-results';
import type { SweepResultsCommands } from './sweep-results-commands';

export type LateSweepResults = SweepResultsCommands;

/** What can be asked of results of many runs, loaded with the first request: few who look at a run have any. */
export function lateSweepResults(world: Dependencies, shelf: Shelf): LateSweepResults {
  let opened: SweepResults | null = null;
  const results = loadedOnce(async () => {
    const [{ SweepResults: Made }] = await Promise.all([import('./sweep-results'), otherTexts()]);
    return (opened = new Made(world, shelf));
  });
  const late = (work: (commands: SweepResults) => void) => void results().then(work);
  return {
    open: (files) => late((commands) => commands.open(files)),
    stop: () => opened?.stop(),
    ask: (change) => late((commands) => commands.ask(change)),
    mix: (kept) => late((commands) => commands.mix(kept)),
    close: () => opened?.close(),
    saveCsv: () => late((commands) => commands.saveCsv()),
    showCurves: (run) => late((commands) => commands.showCurves(run)),
    openRun: (run) => late((commands) => commands.openRun(run)),
    rows: async (...asked) => (await results()).rows(...asked),
    details: async (...asked) => (await results()).details(...asked),
  };
}
