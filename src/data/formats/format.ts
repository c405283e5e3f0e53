/** What a format of labelled pictures is: it knows its files by their contents, and hands out one picture after another. */
import type { Bytes } from '../../lib/byte-stream';
import type { Raster } from '../raster';
import type { SourceFile } from './source-file';

export type Half = 'train' | 'test';

/** One picture, or what stands in its place. */
export interface PictureRecord {
  /** its file, for people and for the order of pictures */
  readonly path: string;
  /** its place in that file; 0 where it is the whole file */
  readonly index: number;
  /** null = the format does not say */
  readonly half: Half | null;
  /** what the format calls its class: a name or a number; null = it has none yet */
  readonly label: string | null;
  readonly content:
    /** a picture file, not decoded */
    | { readonly kind: 'encoded'; readonly bytes: Bytes }
    | { readonly kind: 'pixels'; readonly raster: Raster }
    /** cannot be read: one sentence why */
    | { readonly kind: 'broken'; readonly message: string };
}

export interface LeftOut {
  readonly path: string;
  /** one sentence: why */
  readonly message: string;
}

/** A source that a format has recognised, before any picture is read. */
export interface OpenedFormat {
  /** how many pictures there are; null = known at the end */
  readonly pictures: number | null;
  /** of every picture, where the format fixes them */
  readonly pixels: { readonly width: number; readonly height: number; readonly channels: 1 | 3 } | null;
  /** whether `records` may begin anywhere at once; else all before is passed over */
  readonly seekable: boolean;
  /** files that are none of it */
  readonly leftOut: readonly LeftOut[];
  /** @param from how many records to pass over: a resumed import goes on there */
  records(from: number): AsyncGenerator<PictureRecord>;
  /**
   * Names for labels that are numbers, by number; null = labels are the names. Asked when all records are through:
   * some archives name their classes behind the pictures.
   */
  classNames(): readonly string[] | null;
}

export interface FormatOptions {
  /** of CIFAR-100 and its like: the hundred classes, or the twenty groups */
  readonly labels: 'fine' | 'coarse';
}

export interface Format {
  readonly id: string;
  /** behind "This is": a sentence's object */
  readonly title: string;
  /** @param files those whose contents this format has recognised, in path order */
  open(files: readonly SourceFile[], name: string, options: FormatOptions): Promise<OpenedFormat>;
}

/** In the order of paths by code unit: the same on every machine, whatever its language. */
export function inOrder<Item extends { readonly path: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
}
