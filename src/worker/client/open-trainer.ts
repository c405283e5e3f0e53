import type { Command, Question, SignOfLife, WorkerEvent } from '../protocol';
import { asksForDrawing, endTry, noteDrawing, withDrawing } from './drawing-here';
import { Watch } from './watch';

/** The page's end of the worker that trains. */
export interface TrainerClient {
  send(command: Command): void;
  close(): void;
}

export interface TrainerListener {
  onEvent(event: WorkerEvent): void;
  /** the worker is gone, whatever the reason: a sentence or part of one */
  onDeath(reason: string): void;
}

/**
 * Starts a worker; nothing is loaded before its first `open`. Commands are copied, not transferred: the page keeps
 * its pictures and checkpoints for the next worker. Events arrive with their memory. Whatever becomes of the worker,
 * `onDeath` says so once: an error, an end without one, a thread that no longer answers.
 */
export function openTrainer({ onEvent, onDeath }: TrainerListener): TrainerClient {
  const worker = new Worker(new URL('../trainer.worker.ts', import.meta.url), { type: 'module' });
  let open = true;
  let trying = false;
  const end = (): void => {
    open = false;
    watch.end();
    worker.terminate();
  };
  const close = (): void => {
    end();
    if (trying) endTry();
  };
  const die = (reason: string): void => {
    if (!open) return;
    end();
    onDeath(reason);
  };
  const watch = new Watch({
    ask: () => worker.postMessage({ type: 'are-you-there' } satisfies Question),
    onSilence: () => die('The engine no longer answers.'),
  });
  let held: string | null = null;
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerEvent | SignOfLife>) => {
    watch.heard();
    if (data.type !== 'alive') {
      if (data.type === 'ready' || data.type === 'device') {
        trying = false;
        noteDrawing(data.device);
      }
      onEvent(data);
    } else if (data.lock !== held && data.lock !== null) {
      held = data.lock;
      // ours only once the worker has ended
      void navigator.locks.request(data.lock, () => die('The engine ended without a word.'));
    }
  });
  worker.addEventListener('messageerror', () => die('A message of the engine could not be read.'));
  worker.addEventListener('error', (event) => die(event.message || 'The engine could not be loaded.'));
  const send = (command: Command): void => {
    trying ||= asksForDrawing(command);
    worker.postMessage(withDrawing(withWorkers(command)));
  };
  return { send, close };
}

/** `?workers=3` asks for so many backbone workers where the backend is wasm. */
function withWorkers(command: Command): Command {
  if (command.type !== 'open') return command;
  const asked = Number(new URLSearchParams(location.search).get('workers'));
  return Number.isInteger(asked) && asked > 0 ? { ...command, workers: asked } : command;
}
