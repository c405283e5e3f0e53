import type { Channel } from '../store/view';
import type { ChannelIndex } from '../ui/pictures/field';

const indices = { r: 0, g: 1, b: 2 } as const satisfies Record<Exclude<Channel, 'all'>, ChannelIndex>;

/** The chosen channel as an index, or all three. */
export function chosen(channel: Channel): ChannelIndex | 'all' {
  return channel === 'all' ? 'all' : indices[channel];
}

/** False for the two masks that stand back beside a chosen one. */
export function isShown(channel: Channel, index: number): boolean {
  return channel === 'all' || indices[channel] === index;
}

/** The channel whose numbers are read: red where all are shown. */
export function readChannel(channel: Channel): ChannelIndex {
  return channel === 'all' ? 0 : indices[channel];
}
