import { openGuessStorage } from './guess-storage';
import { openQueueStorage } from './queue-storage';
import { openRunLibrary } from './run-library';
import { openRunStorage } from './run-storage';

/** Everything of this browser's that a page with runs reads and writes; `lateStorage` opens it. */
export const openKept = () => ({
  storage: openRunStorage(),
  library: openRunLibrary(),
  guesses: openGuessStorage(),
  queue: openQueueStorage(),
});
