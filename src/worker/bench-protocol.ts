import type { BenchReport } from '../training/bench/report';

/** What the page and its bench worker say to each other. */

export interface BenchRequest {
  /** also how the cost grows, and software adapters: minutes */
  readonly full: boolean;
  /** address of the folder that holds models/ */
  readonly assets: string;
}

export type BenchReply =
  /** what is being measured */
  | { readonly type: 'progress'; readonly what: string }
  | { readonly type: 'done'; readonly report: BenchReport }
  | { readonly type: 'failed'; readonly message: string };
