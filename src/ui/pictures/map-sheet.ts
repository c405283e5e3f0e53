import { areaOf, type Area, type Place } from './place';
import { mapPixels, type ChannelMap, type Pixels } from './pixels';
import type { Theme } from '../../lib/diverging';

/**
 * The channels of a feature map side by side as one picture, tile by tile, with gaps that let the page through: one
 * canvas for 64 channels instead of 64.
 */
export interface Sheet {
  readonly columns: number;
  readonly rows: number;
  readonly channels: number;
  /** of one tile, in cells */
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** between tiles, in cells */
  readonly gap: number;
  /** of the whole, in cells */
  readonly width: number;
  readonly height: number;
}

export function sheetOf(
  { width, height, channels }: Pick<ChannelMap, 'width' | 'height' | 'channels'>,
  columns: number,
): Sheet {
  const rows = Math.ceil(channels / columns);
  const gap = Math.max(1, Math.round(width / 10));
  return {
    columns,
    rows,
    channels,
    tileWidth: width,
    tileHeight: height,
    gap,
    width: columns * (width + gap) - gap,
    height: rows * (height + gap) - gap,
  };
}

/** How many columns make a sheet about as wide as `ratio` times its height. */
export function columnsFor(channels: number, ratio: number): number {
  return Math.max(1, Math.min(channels, Math.round(Math.sqrt(channels * ratio))));
}

export function sheetPixels(
  map: ChannelMap,
  sheet: Sheet,
  { limit, theme }: { readonly limit: number; readonly theme: Theme },
): Pixels {
  const data = new Uint8ClampedArray(sheet.width * sheet.height * 4);
  let clipped = 0;
  for (let channel = 0; channel < map.channels; channel += 1) {
    const tile = mapPixels(map, { channel, limit, theme });
    const { x, y } = originOf(sheet, channel);
    for (let row = 0; row < map.height; row += 1) {
      const from = row * map.width * 4;
      data.set(tile.data.subarray(from, from + map.width * 4), ((y + row) * sheet.width + x) * 4);
    }
    clipped += tile.clipped / map.channels;
  }
  return { width: sheet.width, height: sheet.height, data, clipped };
}

/** The first cell of a channel's tile. */
export function originOf(
  { columns, tileWidth, tileHeight, gap }: Sheet,
  channel: number,
): { readonly x: number; readonly y: number } {
  return {
    x: (channel % columns) * (tileWidth + gap),
    y: Math.floor(channel / columns) * (tileHeight + gap),
  };
}

/** The channel under a place of the sheet, and where in its tile; null in a gap. */
export function tileAt(
  sheet: Sheet,
  place: Place,
): { readonly channel: number; readonly place: Place } | null {
  const { columns, channels, tileWidth, tileHeight, gap } = sheet;
  const [x, y] = [place.x * sheet.width, place.y * sheet.height];
  const [column, row] = [Math.floor(x / (tileWidth + gap)), Math.floor(y / (tileHeight + gap))];
  const within = { x: x - column * (tileWidth + gap), y: y - row * (tileHeight + gap) };
  const channel = row * columns + column;
  if (column < 0 || row < 0 || column >= columns || channel >= channels) return null;
  if (within.x >= tileWidth || within.y >= tileHeight) return null;
  return { channel, place: { x: within.x / tileWidth, y: within.y / tileHeight } };
}

/** Where a channel's tile lies in the sheet. */
export function tileArea(sheet: Sheet, channel: number): Area {
  const { x, y } = originOf(sheet, channel);
  const cell = areaOf({ row: y, column: x }, sheet.height, sheet.width);
  return { ...cell, width: cell.width * sheet.tileWidth, height: cell.height * sheet.tileHeight };
}

/** Rows and columns of cells, the last ones included; may reach beyond the border. */
export interface CellSpan {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** One SVG path that outlines the same cells in every tile, in the sheet's cells; cut at the tile's border. */
export function outlinePath(sheet: Sheet, span: CellSpan): string {
  const { tileWidth, tileHeight } = sheet;
  const [top, left] = [Math.max(0, span.top), Math.max(0, span.left)];
  const [bottom, right] = [Math.min(tileHeight, span.bottom + 1), Math.min(tileWidth, span.right + 1)];
  return Array.from({ length: sheet.channels }, (_, channel) => {
    const { x, y } = originOf(sheet, channel);
    return `M${x + left},${y + top}H${x + right}V${y + bottom}H${x + left}Z`;
  }).join('');
}
