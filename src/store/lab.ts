/** What the page knows of the recorded lab. Its runs stand in the library, among those that were shipped. */
export interface Lab {
  /** `missing`: this copy of the page came without one */
  readonly state: 'unasked' | 'loading' | 'ready' | 'missing' | 'failed';
  /** ISO date of its packing; empty before it is there */
  readonly packed: string;
  /** ids of the runs whose weights can be had, in the order of the plan */
  readonly weighted: readonly string[];
}

export const initialLab: Lab = { state: 'unasked', packed: '', weighted: [] };
