/** Which figure of the paper stands beside a run: the same data, the same kind of network, the same variant. */
import type { TableBlock } from '../choices';
import type { MeasuredRun } from '../metrics';
import { publishedFor, type PublishedNumber } from '../published';

/** As people and PyTorch name what the paper calls otherwise, by letters and digits alone. */
const aliases: Readonly<Record<string, string>> = {
  flowers: 'flowers102',
  oxfordflowers102: 'flowers102',
  textures: 'dtd',
  pets: 'oxfordpets',
  oxfordiiitpet: 'oxfordpets',
  oxfordiiitpets: 'oxfordpets',
};

/** The paper's accuracy of the run's variant on its data with its network; null where it prints none. */
export function publishedBesideRun(
  run: Pick<MeasuredRun, 'config' | 'fork'>,
  blocks: readonly TableBlock[],
): PublishedNumber | null {
  const { data, backbone, method } = run.config;
  const found = publishedFor(run, blocks).find(
    (number) =>
      number.beside.includes('last-accuracy') &&
      plain(number.data) === (aliases[plain(data)] ?? plain(data)) &&
      isModel(backbone, number.model),
  );
  if (!found) return null;
  return found.ownAt === method.side ? { ...found, differs: null } : found;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/**
 * A weights file is named by its maker: `resnet18-f37072fd` and `resnet18.a1_in1k` are a ResNet-18, `resnet18d` and
 * `wide_resnet50_2` are none.
 */
function isModel(backbone: string, model: string): boolean {
  const parts = model.toLowerCase().split(/[-/]/);
  const name = backbone.toLowerCase().replace('vit_base_patch', 'vit_b_');
  return new RegExp(`^${parts.join('[-_/ ]?')}(?![a-z0-9])`).test(name);
}
