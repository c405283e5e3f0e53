import type { BroughtBack } from '../storage/keepsake/bring-back';

export type { BroughtBack };

/** What the page says to the worker that brings a file of everything back: one file, once. */
export type KeepsakeCommand =
  | { readonly type: 'bring'; readonly file: File }
  /** ends it after the part under way */
  | { readonly type: 'end'; readonly why: string };

export type KeepsakeReply =
  /** in parts */
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'came'; readonly came: BroughtBack }
  | { readonly type: 'failed'; readonly message: string };
