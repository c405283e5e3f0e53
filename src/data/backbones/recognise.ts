/** Which network a weights file holds, by the names, shapes and types of its tensors alone. */
import { tensorShapes } from '../../core/backbone/description/layer-facts';
import { elementCount } from '../../lib/element-count';
import { UserError } from '../../lib/user-error';
import { LIMITS, type TensorEntry } from '../safetensors';
import type { DescribedBackbone, Header, Part } from './architecture';
import { ARCHITECTURES, knownArchitectures } from './registry';

/** A network that a file holds whole: every tensor it needs is there and fits. */
export interface RecognisedBackbone extends DescribedBackbone {
  /** what stands ahead of every name in the file, `module.` say */
  readonly prefix: string;
}

/** What a network may ask of us. */
const MOST = { classes: 100_000, parameters: 2 ** 29 } as const;

const FLOATS: readonly string[] = ['F32', 'F16', 'BF16'];
/** Wrappers put these ahead of every name. */
const PREFIXES = ['module.', 'model.', 'backbone.', '_orig_mod.'];
/** BatchNorm counts its batches; nothing is computed from that. */
const IGNORED = /(^|\.)num_batches_tracked$/;

/**
 * @param entries what the header of the .safetensors file says
 * @param file its name, for sentences; or the address that it came from
 * @param hint what else it is called, where its name alone does not say it
 * @throws UserError with the first tensor that does not fit, and what was expected there
 */
export function recogniseBackbone(
  entries: ReadonlyMap<string, TensorEntry>,
  file: string,
  hint: string = file,
): RecognisedBackbone {
  const { header, prefix } = withoutPrefix(entries);
  for (const architecture of ARCHITECTURES) {
    if (!architecture.marks.some((mark) => header.has(mark))) continue;
    const described = architecture.describe(header, hint);
    if (!described) continue;
    checkFit(header, described, file);
    return { ...described, prefix };
  }
  const first = Array.from(header).find(([name]) => !IGNORED.test(name));
  const found = first ? `its first tensor is ${inWords(...first)}` : 'it holds no tensor';
  throw new UserError(
    `"${short(file)}" holds none of the networks that can be used here: ${found}. Known are ${knownArchitectures()}, in the tensor names of torchvision or timm.`,
  );
}

function withoutPrefix(entries: ReadonlyMap<string, TensorEntry>): { header: Header; prefix: string } {
  let prefix = '';
  for (let more: string | undefined = ''; more !== undefined; prefix += more ?? '') {
    more = PREFIXES.find((one) => entries.size > 0 && everyName(entries, prefix + one));
  }
  const header = new Map(Array.from(entries, ([name, entry]) => [name.slice(prefix.length), entry] as const));
  return { header, prefix };
}

function everyName(entries: ReadonlyMap<string, TensorEntry>, prefix: string): boolean {
  return Array.from(entries.keys()).every((name) => name.startsWith(prefix));
}

/** @throws UserError unless every tensor is there, fits and is wanted */
function checkFit(header: Header, { description, parts, title }: DescribedBackbone, file: string): void {
  const refuse = (found: string, expected: string): never => {
    throw new UserError(
      `"${short(file)}" looks like ${title}, but ${found}, where ${expected}. Use a file of ${title} as torchvision or timm saves it.`,
    );
  };
  const shapes = tensorShapes(description);
  const wanted = new Map(parts.flatMap((part) => fileTensors(part, shapes)));
  for (const [name, shape] of wanted) {
    const entry = header.get(name);
    const expected = `[${shape.join(', ')}] in float32, float16 or bfloat16 is expected`;
    if (!entry) return refuse(`it lacks "${short(name)}"`, expected);
    const fits = FLOATS.includes(entry.dtype) && sameShape(entry.shape, shape);
    if (!fits) return refuse(`it holds ${inWords(name, entry)}`, expected);
  }
  for (const [name, entry] of header) {
    if (wanted.has(name) || IGNORED.test(name)) continue;
    return refuse(`it also holds ${inWords(name, entry)}`, `${title} has no such tensor`);
  }
  const { classes } = description;
  if (classes < 2 || classes > MOST.classes) {
    return refuse(`it tells ${classes} classes apart`, `2 to ${MOST.classes} are expected`);
  }
  const parameters = Array.from(wanted.values()).reduce((sum, shape) => sum + elementCount(shape), 0);
  if (parameters > MOST.parameters) {
    return refuse(`it has ${parameters} values`, `at most ${MOST.parameters} are expected`);
  }
}

/** The file's tensors that a part is made of, with the shapes they must have. */
function fileTensors(
  part: Part,
  shapes: Readonly<Record<string, readonly number[]>>,
): [string, readonly number[]][] {
  if ('from' in part) return [[part.from, shapes[part.tensor]!]];
  const weight = shapes[`${part.layer}.weight`]!;
  const channels = [weight[0]!];
  return [
    [`${part.convolution}.weight`, weight],
    ...['weight', 'bias', 'running_mean', 'running_var'].map((end): [string, number[]] => [
      `${part.norm}.${end}`,
      channels,
    ]),
  ];
}

/** The same sides, those of one left out: a classifier may be stored as a 1×1 convolution. */
function sameShape(shape: readonly number[], expected: readonly number[]): boolean {
  const bare = (sides: readonly number[]): string => sides.filter((side) => side !== 1).join();
  return bare(shape) === bare(expected) && shape.length <= LIMITS.dimensions;
}

function inWords(name: string, { dtype, shape }: TensorEntry): string {
  return `"${short(name)}" as ${dtype} [${shape.join(', ')}]`;
}

/** Names come from the file; a sentence has no room for long ones. */
function short(name: string): string {
  return name.length > 80 ? `${name.slice(0, 77)}…` : name;
}
