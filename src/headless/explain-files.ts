import { basename, extname, join } from 'node:path';
import type { Method } from '../core/method';
import type { Normalisation } from '../core/normalisation';
import { serialiseSafetensors, type WritableTensor } from '../data/safetensors';
import type { Explanation, Stage } from '../training/explain';
import { writeOut } from './assets';
import type { NamedPicture } from './read-folder';
import { pictureScales, stagePictures } from './stage-pictures';

/**
 * `<picture>/<stage>.png` for every picture and stage, and `trace.safetensors` with the values themselves: NHWC
 * float32, pictures in file-name order, names and scales in the metadata.
 */
export async function writeExplanation(
  folder: string,
  explanation: Explanation,
  {
    method,
    pictures,
    normalisation,
  }: { method: Method; pictures: readonly NamedPicture[]; normalisation: Normalisation },
): Promise<void> {
  const scales = pictureScales(explanation);
  const units = { normalisation, input: method.input };
  const folders = pictureFolders(pictures);
  for (const [index, name] of folders.entries()) {
    for (const { stage, png } of stagePictures(explanation, index, { scales, units })) {
      await writeOut(join(folder, name, `${stage}.png`), png);
    }
  }
  const stages = Object.entries(explanation) as [string, Stage | null][];
  const tensors = stages.flatMap(([name, stage]): [string, WritableTensor][] =>
    stage ? [[name, { dtype: 'F32', shape: stage.shape, data: stage.values }]] : [],
  );
  const trace = serialiseSafetensors(Object.fromEntries(tensors), {
    images: JSON.stringify(pictures.map(({ name }) => name)),
    scales: JSON.stringify(scales),
    method: JSON.stringify(method.config),
  });
  await writeOut(join(folder, 'trace.safetensors'), trace);
}

/** Names without their endings; with them where two pictures would meet. */
function pictureFolders(pictures: readonly NamedPicture[]): string[] {
  const stems = pictures.map(({ name }) => basename(name, extname(name)));
  return stems.map((stem, index) =>
    stems.indexOf(stem) === stems.lastIndexOf(stem) ? stem : pictures[index]!.name,
  );
}
