import type { MethodConfig } from '../method-config';

/** One question that a switch answers, and all that it can be set to. */
export interface Block<Part = unknown> {
  /** name in `--set`, links, capsules and MethodConfig */
  readonly id: string;
  readonly label: string;
  readonly question: string;
  /** id of the default variant */
  readonly default: string;
  readonly variants: readonly Variant<Part>[];
}

export interface Variant<Part = unknown> {
  readonly id: string;
  readonly label: string;
  /** what it is, in one or two sentences for the page */
  readonly definition: string;
  /** where it comes from: a section of the paper, or our own definition */
  readonly reference: string;
  /** `control` isolates a cause; `demonstration` is shown as a lesson and left out of rankings */
  readonly role: 'default' | 'variant' | 'control' | 'demonstration';
  /** the prompted image is the resized image before the first step */
  readonly startsAtIdentity: boolean;
  /** why it cannot be chosen with the rest of this configuration: a sentence that says what to do; null = it can */
  readonly refuses?: (config: MethodConfig) => string | null;
  /** what the method reads: data and plain functions, never tensors, so the page can load it */
  readonly part: Part;
}
