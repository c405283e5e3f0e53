import type { SurveyFeatures } from '../data/inspection';
import type { LayoutOptions } from '../data/layout';
import type { FinishedLayout, LayoutProgress } from '../training/inspect/layout';

/** What the page and its layout worker say to each other. One request, then progress, then an end. */

export interface LayoutRequest {
  /** of the same pictures and the same network, at least one */
  readonly surveys: readonly SurveyFeatures[];
  readonly options: LayoutOptions;
}

export type LayoutReply =
  | ({ readonly type: 'progress' } & LayoutProgress)
  | ({ readonly type: 'done'; readonly seconds: number } & FinishedLayout)
  | { readonly type: 'failed'; readonly message: string };
