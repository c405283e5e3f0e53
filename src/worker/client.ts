import type { Command, WorkerEvent } from './protocol';

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
 * its pictures and checkpoints for the next worker. Events arrive with their memory.
 */
export function openTrainer({ onEvent, onDeath }: TrainerListener): TrainerClient {
  const worker = new Worker(new URL('./trainer.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerEvent>) => onEvent(data));
  worker.addEventListener('messageerror', () => onDeath('A message of the engine could not be read.'));
  worker.addEventListener('error', (event) => {
    worker.terminate();
    onDeath(event.message || 'The engine could not be loaded.');
  });
  return {
    send: (command) => worker.postMessage(withWorkers(command)),
    close: () => worker.terminate(),
  };
}

/** `?workers=3` asks for so many backbone workers where the backend is wasm. */
function withWorkers(command: Command): Command {
  if (command.type !== 'open') return command;
  const asked = Number(new URLSearchParams(location.search).get('workers'));
  return Number.isInteger(asked) && asked > 0 ? { ...command, workers: asked } : command;
}
