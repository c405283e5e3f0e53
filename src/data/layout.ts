/** Where a survey's pictures lie on a plane: one layout of all sides together, so that a move can be read off it. */

export interface SurveyLayout {
  /** N pictures */
  readonly count: number;
  /** the pictures without a prompt, then with that of each run: 1 + runs */
  readonly sides: number;
  /** [sides, count, 2] */
  readonly positions: Float32Array;
}

/** What a layout was made with; stated beside it. */
export interface LayoutOptions {
  readonly seed: number;
  /** k of the k-nearest-neighbour graph, the picture itself included */
  readonly neighbours: number;
  /** how close points may lie, in the layout's own unit */
  readonly minimum: number;
  readonly epochs: number;
}

export const layoutDefaults: LayoutOptions = { seed: 0, neighbours: 15, minimum: 0.3, epochs: 300 };
