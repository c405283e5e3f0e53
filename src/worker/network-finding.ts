/** What can be said of a network before its weights are read. */
import { classNamesIn, sourceClassNames } from '../data/backbones/class-names';
import { estimateMemory, type Machine, type RunSize } from '../data/backbones/memory';
import type { RecognisedBackbone } from '../data/backbones/recognise';
import { hubConfig } from '../data/hub/hub-config';
import { decodeText } from '../data/read-file';
import { headerEnd, parseHeader, type TensorEntry } from '../data/safetensors';
import { byteLine, type Normalisation } from '../lib/normalisation';
import { UserError } from '../lib/user-error';
import type { NetworkOrigin } from '../storage/network-schema';
import type { FoundNetwork, SaidOfNetwork } from './network-protocol';
import { fittingRun } from './network-reading';

/** a hundred thousand names of ten letters, and more */
const NAMES_BYTES = 4 * 2 ** 20;

interface About {
  readonly name: string;
  readonly bytes: number;
  readonly origin: NetworkOrigin;
  /** text of the config.json beside it; null = there is none */
  readonly config: string | null;
  readonly run: RunSize;
  readonly machine: Machine;
}

export function foundNetwork(
  network: RecognisedBackbone,
  { name, bytes, origin, config, run, machine }: About,
): FoundNetwork {
  const { title, description, sides, normalisation, suggested } = network;
  const memoryOf = (size: RunSize) => estimateMemory(description, size, machine);
  const fits = run.side >= sides.min && run.side <= sides.max;
  const size = fittingRun(network, machine);
  return {
    ...{ name, origin, title, bytes, sides, normalisation },
    classes: description.classes,
    read: config === null ? nothingRead : readBeside(config, network),
    suggested: suggested ?? null,
    memory: fits ? memoryOf(run) : null,
    fitting: size && { ...size, memory: memoryOf(size) },
  };
}

const nothingRead: SaidOfNetwork = { normalisation: null, classNames: null };

/** What is as usual is not said: it is the same network as one that was dropped without a word. */
function readBeside(config: string, { description, normalisation }: RecognisedBackbone): SaidOfNetwork {
  const { classNames, normalisation: said } = hubConfig(config, description.classes);
  return { classNames, normalisation: said && !sameUnit(said, normalisation) ? said : null };
}

/** To a hundredth of a byte. */
function sameUnit(one: Normalisation, other: Normalisation): boolean {
  return [0, 1, 2].every((channel) => {
    const [a, b] = [byteLine(one, channel), byteLine(other, channel)];
    return Math.abs(a.zero - b.zero) < 0.01 && Math.abs(a.scale - b.scale) < 0.01;
  });
}

/** @throws UserError where it is no .safetensors file, or can no longer be read */
export async function headerOf(file: File): Promise<ReadonlyMap<string, TensorEntry>> {
  const what = `"${file.name.slice(0, 120)}"`;
  const read = async (end: number) => {
    try {
      return new Uint8Array(await file.slice(0, end).arrayBuffer());
    } catch {
      throw new UserError(`${what} can no longer be read: it was changed or moved. Choose it again.`);
    }
  };
  const end = headerEnd(await read(8), what);
  return parseHeader(await read(end), { total: file.size, what }).entries;
}

/** The class names of a text or JSON file. @throws UserError where they are not one for each class */
export async function givenNames(file: File, classes: number): Promise<readonly string[]> {
  if (file.size > NAMES_BYTES) {
    throw new UserError(
      `"${file.name.slice(0, 120)}" is too large for a list of class names (${file.size} bytes). Choose a text file with one name a line, or a JSON array of names.`,
    );
  }
  const text = decodeText(new Uint8Array(await file.arrayBuffer()), file.name);
  return sourceClassNames(classes, { given: classNamesIn(text, file.name), imageNet: [] });
}
