/** The frozen network under public/models: model.json, model.safetensors, classes.json (scripts/assets/backbone.py). */
import type { Normalisation } from '../core/normalisation';
import { efficientNetLite } from '../core/backbone/description/efficientnet-lite';
import type { NamedTensors, NetworkDescription } from '../core/backbone/description/layers';
import { parseJson, z } from '../lib/schema';
import { sha256 } from '../lib/sha256';
import { UserError } from '../lib/user-error';
import type { SuggestedSettings } from './backbones/suggested-settings';
import { decodeText, type OnProgress, type ReadFile } from './read-file';
import { normalisationSchema } from './normalisation-schema';
import { floatsOf, parseSafetensors } from './safetensors';

const between = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
const channels = between(1, 65_536);
const convolution = { kernel: between(1, 11), stride: between(1, 2) };
const fileSchema = z.object({ sha256: z.string().check(z.length(64)), bytes: z.int().check(z.positive()) });
const descriptionSchema = z.object({
  schema: z.literal(1),
  name: z.string(),
  title: z.string(),
  licence: z.string(),
  inputSides: z.object({ min: between(1, 4096), max: between(1, 4096) }),
  normalisation: normalisationSchema,
  classes: between(2, 100_000),
  stem: z.object({ ...convolution, inputChannels: channels, outputChannels: channels }),
  blocks: z
    .array(
      z.object({
        ...convolution,
        expand: z.boolean(),
        residual: z.boolean(),
        inputChannels: channels,
        expandedChannels: channels,
        outputChannels: channels,
      }),
    )
    .check(z.maxLength(1000)),
  head: z.object({ inputChannels: channels, outputChannels: channels }),
  files: z.object({ 'classes.json': fileSchema, 'model.safetensors': fileSchema }),
});

/** A frozen network with its weights: one that comes with the program, or one that somebody brought along. */
export interface BackboneFile {
  /** `efficientnet-lite0`, `resnet-18` */
  readonly architecture: string;
  readonly description: NetworkDescription;
  /** in words: "ResNet-18" */
  readonly title: string;
  /** empty where it is not known */
  readonly licence: string;
  /** smallest and largest input side it is offered for */
  readonly inputSides: { readonly min: number; readonly max: number };
  /** what a run with it starts from, where its architecture has settings of its own */
  readonly suggested?: SuggestedSettings;
  /** r(x) = (scale·x − shift) / divisor for a picture x in 0..1 */
  readonly normalisation: Normalisation;
  readonly tensors: NamedTensors;
  /** names of the source classes, in logit order */
  readonly classes: readonly string[];
  /** SHA-256 (hex) of the weights file; stands in every capsule */
  readonly hash: string;
}

/**
 * @param read reads below the folder that holds all models (public/models)
 * @param name the model's folder
 */
export async function loadBackboneFile(
  read: ReadFile,
  name: string,
  onProgress: OnProgress = () => undefined,
): Promise<BackboneFile> {
  const again = 'Reload the page; if that does not help, install or build the app anew.';
  const path = `${name}/model.json`;
  const description = parseJson(
    descriptionSchema,
    decodeText(await read(path), path),
    `${path} is damaged. ${again}`,
  );
  const files = description.files;
  const total = files['classes.json'].bytes + files['model.safetensors'].bytes;
  let done = 0;
  onProgress(done, total);
  const load = async (file: keyof typeof files): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = await read(`${name}/${file}`);
    if (sha256([bytes]) !== files[file].sha256) {
      throw new UserError(
        `${name}/${file} is not the file this network was made with (${bytes.length} of ${files[file].bytes} bytes). ${again}`,
      );
    }
    done += bytes.length;
    onProgress(done, total);
    return bytes;
  };
  const classes = parseJson(
    z.array(z.string()).check(z.length(description.classes)),
    decodeText(await load('classes.json'), `${name}/classes.json`),
    `${name}/classes.json does not fit its network. ${again}`,
  );
  const weights = parseSafetensors(await load('model.safetensors'), `${name}/model.safetensors`);
  const tensors = Object.fromEntries(
    Array.from(weights.tensors, ([tensorName, tensor]) => [
      tensorName,
      { shape: tensor.shape, values: floatsOf(tensor) },
    ]),
  );
  const { title, licence, inputSides, normalisation } = description;
  const hash = files['model.safetensors'].sha256;
  return {
    architecture: description.name,
    description: efficientNetLite(description),
    title,
    licence,
    inputSides,
    normalisation,
    tensors,
    classes,
    hash,
  };
}
