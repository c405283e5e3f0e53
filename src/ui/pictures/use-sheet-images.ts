import { useEffect, useState } from 'react';
import type { PictureSheets } from '../../data/picture-sheets';

/** The sheets as images that a canvas can draw from; null until all are decoded, or while they are not wanted. */
export function useSheetImages(sheets: PictureSheets | null): readonly HTMLImageElement[] | null {
  const [images, setImages] = useState<readonly HTMLImageElement[] | null>(null);
  useEffect(() => {
    setImages(null);
    if (!sheets) return;
    let wanted = true;
    const load = async ({ address }: PictureSheets['sheets'][number]) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return image;
    };
    Promise.all(sheets.sheets.map(load)).then(
      (loaded) => wanted && setImages(loaded),
      // dots stand where the pictures do not come
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [sheets]);
  return images;
}
