import { useEffect, useRef, useState } from 'react';
import { useController } from '../../controller/use-controller';
import { nativePixels, type Pixels } from '../../ui/pictures/pixels';
import type { ShownPicture } from '../../worker/import-protocol';

export interface Thumbnail {
  readonly path: string;
  /** as the format calls it; null = none */
  readonly label: string | null;
  readonly pixels: Pixels;
}

/** Pictures that are asked for at a time, and how many such parts are held. */
const part = 96;
const held = 12;

/** The pictures of an import from `first` to `last`, as they arrive; those far from there are let go. */
export function useThumbnails(importId: string, first: number, last: number) {
  const { ownData } = useController();
  const [parts, setParts] = useState<ReadonlyMap<number, readonly Thumbnail[]>>(new Map());
  const asked = useRef(new Set<number>());
  useEffect(() => {
    for (let index = Math.floor(first / part); index <= Math.floor(last / part); index++) {
      if (asked.current.has(index)) continue;
      asked.current.add(index);
      const missed = () => void asked.current.delete(index);
      void ownData.pictures(importId, index * part, part).then((pictures) => {
        // not to be had now: whoever comes by again asks again
        if (pictures.length === 0) return missed();
        setParts((before) => {
          const next = new Map([...before, [index, pictures.map(thumbnailOf)]]);
          for (const old of [...next.keys()].slice(0, Math.max(0, next.size - held))) {
            next.delete(old);
            asked.current.delete(old);
          }
          return next;
        });
      }, missed);
    }
  }, [ownData, importId, first, last]);
  return (picture: number): Thumbnail | null =>
    parts.get(Math.floor(picture / part))?.[picture % part] ?? null;
}

function thumbnailOf({ path, label, raster }: ShownPicture): Thumbnail {
  const { data } = raster;
  const bytes = data instanceof Uint8Array ? data : Uint8Array.from(data);
  return { path, label, pixels: nativePixels({ ...raster, data: bytes }) };
}
