/** The YAML under a plan: its plain value, and where in the file each part of it stands. */
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { UserError } from '../../lib/user-error';

/** Names and numbers that lead to a value: `['schedules', 0, 'epochs']`. */
export type Path = readonly (string | number)[];

/** Something wrong at a place. The sentence says what was found and what to do. */
export interface Mistake {
  readonly path: Path;
  readonly sentence: string;
  /** the key itself is wrong, not what stands behind it */
  readonly ofKey?: boolean;
}

/** Far above any plan that a person writes. */
const MOST_BYTES = 2 ** 20;

export class PlanDocument {
  readonly value: unknown;
  readonly #name: string;
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;

  /** @param name of the file, for sentences. @throws UserError where it is no YAML: a line for each mistake */
  constructor(text: string, name: string) {
    if (text.length > MOST_BYTES) {
      throw new UserError(`${name} is larger than a plan can be (${MOST_BYTES / 2 ** 20} MB). Give a plan.`);
    }
    this.#name = name;
    this.#lines = new LineCounter();
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const { errors, warnings } = this.#document;
    const broken = [...errors, ...warnings];
    if (broken.length > 0) {
      throw new UserError(
        broken.map(({ pos, message }) => `${this.#at(pos[0])}: ${withStop(message)}`).join('\n'),
      );
    }
    try {
      this.value = this.#document.toJS({ maxAliasCount: 100 }) as unknown;
    } catch {
      throw new UserError(`${name} refers to its own parts too often. Write them out.`);
    }
  }

  /** All mistakes, a line each, in the order of the file. */
  refusal(mistakes: readonly Mistake[]): UserError {
    const placed = mistakes.map((mistake) => ({ ...mistake, offset: this.#offsetOf(mistake) }));
    placed.sort((a, b) => a.offset - b.offset);
    const lines = placed.map(({ path, sentence, offset }) => {
      const key = written(path);
      return `${this.#at(offset)}${key === '' ? '' : `, ${key}`}: ${sentence}`;
    });
    return new UserError([...new Set(lines)].join('\n'));
  }

  #at(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    return `${this.#name}, line ${Math.max(1, line)}, column ${Math.max(1, col)}`;
  }

  /** Of the value, or of its key; of what it should stand in, where it is missing. */
  #offsetOf({ path, ofKey }: Mistake): number {
    for (let length = path.length; length > 0; length--) {
      const parent = nodeAt(this.#document, path.slice(0, length - 1));
      const last = path[length - 1];
      if (ofKey && length === path.length && isMap(parent)) {
        const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
        if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
      }
      const node = nodeAt(this.#document, path.slice(0, length));
      if (isNode(node) && node.range) return node.range[0];
    }
    return this.#document.contents?.range?.[0] ?? 0;
  }
}

function nodeAt(document: Document.Parsed, path: Path): unknown {
  try {
    return path.length === 0 ? document.contents : document.getIn(path, true);
  } catch {
    return undefined;
  }
}

/** `schedules[0].epochs`, as a person counts lines but a program counts parts */
function written(path: Path): string {
  return path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${part}`))
    .join('');
}

function withStop(message: string): string {
  const line = message.split('\n')[0]!.trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
