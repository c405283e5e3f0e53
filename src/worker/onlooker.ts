import type { Task } from '../training/begin-run';
import { StoredRuns } from '../training/explain-stored';
import { inOurWords } from '../training/failures';
import { KnockOuts } from '../training/knock-outs';
import type { Run } from '../training/run';
import type { SamplesInView } from '../training/samples-in-view';
import { storedRun } from '../training/stored-run';
import type { LiveRuns } from './live-runs';
import type { Command, WorkerEvent } from './protocol';
import { sentence } from './sentence';

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

interface OnlookerParts {
  readonly task: Task;
  readonly view: SamplesInView;
  readonly runs: LiveRuns;
  readonly breathe: () => Promise<void>;
  post(event: WorkerEvent): void;
}

/** Looks at runs, live ones and stored ones, between the chunks of whatever trains; trains nothing. */
export class Onlooker {
  readonly #parts: OnlookerParts;
  /** the newest request for each purpose, as long as it is wanted */
  readonly #explained = new Map<CommandOf<'explain'>['purpose'], CommandOf<'explain'>>();
  /** the newest requests, the last one for a score first, as long as they are wanted */
  #knockOuts: readonly CommandOf<'knock-out'>[] = [];
  /** the stored run that a part was last switched off of */
  #stored: { readonly run: Run; readonly knockOuts: KnockOuts } | null = null;

  constructor(parts: OnlookerParts) {
    this.#parts = parts;
  }

  /** A part of a run off; ends as soon as it is no more the newest. */
  async knockOut(command: CommandOf<'knock-out'>): Promise<void> {
    const { request, block, variant, sampleIds, score } = command;
    const { view, post } = this.#parts;
    this.#knockOuts = score ? [command] : [...this.#knockOuts.filter((one) => one.score), command];
    const wanted = () => this.#knockOuts.includes(command);
    try {
      // a stored run may come before any run has brought test images into view
      const samples = sampleIds.flatMap((id) =>
        id.startsWith('own/') ? (view.inSight(id) ?? []) : view.find(id),
      );
      const knockOuts = await this.#knockOutsOf(command);
      for await (const report of knockOuts.show({ block, variant }, samples, { score })) {
        if (!wanted()) return;
        post({ ...report, request });
      }
    } catch (error) {
      const message = sentence('It failed', error);
      if (wanted()) post({ type: 'knock-out-refused', request, message });
    }
  }

  endKnockOut(): void {
    this.#knockOuts = [];
  }

  /** Own pictures under stored runs; ends as soon as it is no more the newest for its purpose. */
  async explain(command: CommandOf<'explain'>): Promise<void> {
    const { request, purpose, sampleIds } = command;
    const { task, view, post, breathe } = this.#parts;
    this.#explained.set(purpose, command);
    const wanted = () => this.#explained.get(purpose) === command;
    const samples = view.samples.filter(({ id }) => sampleIds.includes(id));
    const stored = new StoredRuns(task, samples);
    for (const { runId, capsule } of command.runs) {
      if (!wanted()) return;
      const about = { request, purpose, runId };
      try {
        const explanation = await stored.explain(Uint8Array.from(capsule));
        if (wanted()) post({ type: 'explained', ...about, ...explanation });
      } catch (error) {
        const message = sentence('It failed', inOurWords(error));
        if (wanted()) post({ type: 'explain-refused', ...about, message });
      }
      await breathe();
    }
  }

  endExplain(purpose: CommandOf<'explain'>['purpose']): void {
    this.#explained.delete(purpose);
  }

  /** A stored run is loaded when a part of it is first switched off, and makes way for the next one. */
  async #knockOutsOf({ runId, capsule }: CommandOf<'knock-out'>): Promise<KnockOuts> {
    const { task, runs, breathe } = this.#parts;
    if (!capsule) return runs.find(runId).knockOuts;
    if (this.#stored?.run.id === runId) return this.#stored.knockOuts;
    const before = this.#stored;
    const run = storedRun(task, { id: runId, bytes: Uint8Array.from(capsule) });
    const knockOuts = new KnockOuts({ run, task, breathe });
    this.#stored = { run, knockOuts };
    await before?.knockOuts.close();
    before?.run.dispose();
    before?.run.method.dispose();
    return knockOuts;
  }
}
