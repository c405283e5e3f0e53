/** A network's file on its way to where it is kept: known by its header before the rest has come, and hashed as it passes. */
import { sideStep } from '../core/backbone/description/layer-facts';
import { suggestRunSize, type Machine, type RunSize } from '../data/backbones/memory';
import { saidBeside } from '../data/backbones/own-backbone';
import { recogniseBackbone, type RecognisedBackbone } from '../data/backbones/recognise';
import { ownId } from '../data/own/own-id';
import { headerEnd, parseHeader } from '../data/safetensors';
import { joined, type Bytes } from '../lib/byte-stream';
import { openDigest } from '../lib/sha256';
import { UserError } from '../lib/user-error';
import type { NewNetwork } from '../storage/network-library';
import type { NetworkOrigin } from '../storage/network-schema';
import type { SaidOfNetwork } from './network-protocol';

interface ReadingOptions {
  /** of the file, or the address */
  readonly name: string;
  /** bytes */
  readonly total: number;
  readonly said: SaidOfNetwork;
  readonly machine: Machine;
  readonly origin: NetworkOrigin;
}

/** bytes that a run with a network should stay within: what a tab is commonly given, less than what it may get */
const BUDGET = 1.5 * 2 ** 30;

/** The largest run that should fit. */
export function fittingRun({ description, sides }: RecognisedBackbone, machine: Machine): RunSize | null {
  return suggestRunSize(description, sides, { budget: BUDGET, ...machine });
}

export class NetworkReading {
  readonly #options: ReadingOptions;
  readonly #content = openDigest();
  readonly #hash = openDigest();
  /** what has come of the header */
  #header: Bytes[] = [];
  #length = 0;
  /** how long the header is; null before that has come */
  #end: number | null = null;
  #recognised: RecognisedBackbone | null = null;

  constructor(options: ReadingOptions) {
    this.#options = options;
  }

  /**
   * The same pieces.
   * @param onProgress told how many bytes are through
   * @throws UserError as soon as the header shows that this is no network that is known
   */
  async *through(pieces: AsyncIterable<Bytes>, onProgress: (done: number) => void): AsyncGenerator<Bytes> {
    let done = 0;
    for await (const piece of pieces) {
      if (!this.#recognised) this.#look(piece);
      this.#content.update(piece);
      this.#hash.update(piece);
      yield piece;
      onProgress((done += piece.length));
    }
  }

  /**
   * Once all has passed.
   * @param content SHA-256 that it should have
   * @throws UserError where it has another
   */
  record(content: string): NewNetwork {
    const { name, total, said, machine, origin } = this.#options;
    const recognised = this.#recognised;
    if (!recognised || this.#content.hex() !== content) {
      throw new UserError(`"${name.slice(0, 120)}" was changed while it was read. Choose it again.`);
    }
    this.#hash.update(saidBeside(recognised, said.normalisation));
    const hash = this.#hash.hex();
    return {
      id: ownId(hash),
      hash,
      bytes: total,
      name,
      title: recognised.title,
      classes: recognised.description.classes,
      classNames: said.classNames,
      normalisation: said.normalisation ?? recognised.normalisation,
      saidNormalisation: said.normalisation !== null,
      sides: recognised.sides,
      step: sideStep(recognised.description),
      suggested: recognised.suggested ?? null,
      fitting: fittingRun(recognised, machine),
      origin,
    };
  }

  #look(piece: Bytes): void {
    const { name, total } = this.#options;
    const what = `"${name.slice(0, 120)}"`;
    this.#header.push(piece);
    this.#length += piece.length;
    if (this.#length < (this.#end ?? 8)) return;
    const come = joined(this.#header, this.#length);
    this.#end = headerEnd(come, what);
    if (this.#length < this.#end) return;
    this.#recognised = recogniseBackbone(parseHeader(come, { total, what }).entries, name);
    this.#header = [];
  }
}
