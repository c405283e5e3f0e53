/** Holds results of many runs beside the page, and answers what of them is to be shown: the page has a screenful. */
import { blocks } from '../core/ablation/registry';
import { allMetrics, metricOf, type MetricId } from '../data/metrics';
import { listedRun, type ListedRun } from '../data/results/listed-run';
import { sortedRows } from '../data/results/result-columns';
import { resultGroups, type ResultGroup } from '../data/results/result-groups';
import {
  anyResult,
  facetIds,
  facetOf,
  filtered,
  sortedBy,
  type ResultQuery,
} from '../data/results/result-query';
import { resultsCsv } from '../data/results/results-csv';
import { toldApart, type ToldApart } from '../data/results/told-apart';
import { UserError } from '../lib/user-error';
import { checkCapsuleOf, wholeCapsule, type GivenCapsule } from './capsule-reading';
import { bareRow, readGiven } from './results-reading';
import type {
  KeptHere,
  ResultsAnswer,
  ResultsCommand,
  ResultsReply,
  ShownDetails,
  ShownView,
} from './results-protocol';
import { numbersOf, publishedOf, shownResult, valueOf } from './shown-result';

export interface ResultsHost {
  post(reply: ResultsReply): void;
}

type CommandOf<Type extends ResultsCommand['type']> = Extract<ResultsCommand, { type: Type }>;

/** One run, or one configuration with all of its seeds. */
export type ResultItem = Pick<ResultGroup, 'key' | 'runs'> & { readonly group: ResultGroup | null };

/** rows that come with a view, and that the page asks for at a time: two screens of them */
const FIRST = 48;
/** rows that one answer carries */
const MOST_ROWS = 400;

export class ResultsSession {
  readonly #host: ResultsHost;
  #read: readonly ListedRun[] = [];
  #kept: readonly ListedRun[] = [];
  readonly #capsules = new Map<string, GivenCapsule>();
  /** in the order of a file */
  #listed: readonly ListedRun[] = [];
  /** how many there are; null until asked for */
  #configurations: number | null = null;
  #metrics: readonly MetricId[] = [];
  /** whether the person wants no further file read */
  #stopped = false;
  #apart: ToldApart = () => [];
  #view: { readonly number: number; readonly items: readonly ResultItem[]; readonly query: ResultQuery } = {
    number: 0,
    items: [],
    query: anyResult,
  };

  constructor(host: ResultsHost) {
    this.#host = host;
  }

  /** Answers a request; a failure is an answer too. */
  async handle(command: ResultsCommand): Promise<void> {
    const { request } = command;
    let answer: ResultsAnswer;
    try {
      answer = await this.#answer(command);
    } catch (error) {
      answer = { type: 'failed', message: wordsOf(error) };
    }
    this.#host.post({ ...answer, request });
  }

  async #answer(command: ResultsCommand): Promise<ResultsAnswer> {
    switch (command.type) {
      case 'open':
        return this.#open(command);
      case 'stop':
        this.#stopped = true;
        return { type: 'listed' };
      case 'kept':
        this.#keep(command.runs);
        return { type: 'listed' };
      case 'view':
        return { type: 'view', ...this.#show(command.query) };
      case 'rows':
        return { type: 'rows', rows: this.#rows(command) };
      case 'details':
        return { type: 'details', details: this.#details(command) };
      case 'csv':
        return { type: 'csv', file: this.#csv() };
      case 'capsule':
        return { type: 'capsule', file: await this.#capsule(command.key) };
    }
  }

  async #open({ request, files }: CommandOf<'open'>): Promise<ResultsAnswer> {
    const onProgress = (done: number, total: number) =>
      this.#host.post({ type: 'progress', request, done, total });
    const known = new Map(this.#read.map((listed) => [listed.run.id, listed]));
    this.#stopped = false;
    const read = await readGiven(files, { known, onProgress, isStopped: () => this.#stopped });
    this.#read = [...this.#read, ...read.runs];
    for (const [id, capsule] of read.capsules) this.#capsules.set(id, capsule);
    this.#list();
    return { type: 'opened', said: read.said, files: read.files };
  }

  #keep(runs: readonly KeptHere[]): void {
    this.#kept = runs.map(({ run, created }) =>
      listedRun(bareRow(run, new Date(created).toISOString()), null, run),
    );
    this.#list();
  }

  /** All runs in the order of a file. */
  #list(): void {
    const byRow = new Map([...this.#read, ...this.#kept].map((listed) => [listed.row, listed]));
    const runs = sortedRows([...byRow.keys()]).map((row) => byRow.get(row)!);
    this.#listed = runs;
    this.#configurations = null;
    this.#apart = toldApart(runs);
    this.#metrics = allMetrics
      .map(({ id }) => id)
      .filter((id) => runs.some((one) => numbersOf(one)[id] !== undefined));
  }

  #total(grouped: boolean): number {
    if (!grouped) return this.#listed.length;
    return (this.#configurations ??= resultGroups(this.#listed, blocks).length);
  }

  /** What is filtered out comes into no number, but that a variant shown alone is compared with SMM all the same. */
  #itemsOf(runs: readonly ListedRun[], { grouped, facets: { source = [] } }: ResultQuery): ResultItem[] {
    if (!grouped) return runs.map((one) => ({ key: one.key, runs: [one], group: null }));
    const references =
      source.length === 0
        ? this.#listed
        : this.#listed.filter((run) => source.includes(facetOf(run, 'source')));
    return resultGroups(runs, blocks, references).map((one) => ({
      key: one.key,
      runs: one.runs,
      group: one,
    }));
  }

  #show(query: ResultQuery): ShownView {
    const keyOf = query.grouped
      ? ({ setting, choices }: ListedRun) => `${setting}/${choices}`
      : ({ key }: ListedRun) => key;
    const { runs, facets } = filtered(this.#listed, query, keyOf);
    const items = this.#itemsOf(runs, query);
    this.#view = { number: this.#view.number + 1, items: ordered(items, query), query };
    return {
      view: this.#view.number,
      query,
      count: items.length,
      total: this.#total(query.grouped),
      runs: runs.length,
      facets,
      metrics: this.#metrics,
      anyPublished: this.#listed.some((run) => publishedOf(run) !== null),
      anyApart: this.#listed.some((run) => this.#apart(run).length > 0),
      first: this.#view.items.slice(0, FIRST).map((item) => shownResult(item, this.#apart)),
    };
  }

  #rows({ view, from, count }: CommandOf<'rows'>) {
    const { number, items } = this.#view;
    if (view !== number) return [];
    return items.slice(from, from + Math.min(count, MOST_ROWS)).map((item) => shownResult(item, this.#apart));
  }

  #details({ view, at }: CommandOf<'details'>): ShownDetails | null {
    const { number, items } = this.#view;
    const item = view === number ? items[at] : undefined;
    if (!item) return null;
    const repeats = new Set(item.group?.row.repeats);
    const runs = [...item.runs]
      .sort((one, other) => one.row.seed! - other.row.seed!)
      .map(({ key, row, file, run }) => ({
        key,
        row: { ...row, class_names: null, diagnostics: null },
        file,
        hasCapsule: file === null || this.#capsules.has(run.id),
        isRepeat: repeats.has(run.id),
      }));
    return { shown: shownResult(item, this.#apart), runs };
  }

  #csv(): Blob {
    const rows = this.#view.items.flatMap(({ runs }) => runs.map(({ row }) => row));
    return new Blob([resultsCsv(rows)], { type: 'text/csv' });
  }

  /** Looked at once more: it may have been changed since the folder was opened. */
  async #capsule(key: string): Promise<File> {
    const listed = this.#read.find((one) => one.key === key);
    const capsule = listed && this.#capsules.get(listed.run.id);
    if (!capsule) throw new UserError('No capsule lies beside this run. Open the folder of the sweep.');
    checkCapsuleOf(listed.row, await wholeCapsule(capsule));
    return capsule.file;
  }
}

function ordered(
  items: readonly ResultItem[],
  { sort: { by, reversed } }: ResultQuery,
): readonly ResultItem[] {
  if (by === 'plan') return reversed ? items.toReversed() : items;
  return sortedBy(items, (item) => valueOf(item, by), { better: betterOf(by), reversed });
}

function betterOf(by: Exclude<ResultQuery['sort']['by'], 'plan'>): 'higher' | 'lower' {
  if (by === 'n' || by === 'published') return 'higher';
  if (by === 'seed' || (facetIds as readonly string[]).includes(by)) return 'lower';
  return metricOf(by as MetricId).better === 'higher' ? 'higher' : 'lower';
}

function wordsOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof RangeError)
    return 'There is not enough memory for these results. Open fewer at a time.';
  return `These results could not be shown (${error instanceof Error ? error.message : String(error)}).`;
}
