/** The architectures that a dropped or downloaded file may hold. A new one is a file beside this and a line here. */
import type { Architecture } from './architecture';
import { EFFICIENTNET_LITE } from './efficientnet-lite';
import { MOBILENET_V2 } from './mobilenet-v2';
import { RESNET } from './resnet';
import { VISION_TRANSFORMER } from './vision-transformer';

export const ARCHITECTURES: readonly Architecture[] = [
  RESNET,
  MOBILENET_V2,
  EFFICIENTNET_LITE,
  VISION_TRANSFORMER,
];

/** Their titles, as a sentence lists them. */
export function knownArchitectures(): string {
  return ARCHITECTURES.map(({ title }) => title).join('; ');
}
