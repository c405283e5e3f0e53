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
  /** why only the default makes sense with the rest of this configuration; null = the others do too */
  readonly onlyDefault?: (config: MethodConfig) => string | null;
  /** what a trained run can show of this part, but no run can be trained with */
  readonly demonstrations?: readonly Demonstration[];
}

export interface Variant<Part = unknown> {
  readonly id: string;
  readonly label: string;
  /** what it is, in one or two sentences for the page */
  readonly definition: string;
  /** where it comes from: a section of the paper, or our own definition */
  readonly reference: string;
  /** figures that the paper prints for it */
  readonly published?: Published;
  /** `control` isolates a cause; `demonstration` is shown as a lesson and left out of rankings */
  readonly role: 'default' | 'variant' | 'control' | 'demonstration';
  /** the prompted image is the resized image before the first step */
  readonly startsAtIdentity: boolean;
  /** why it cannot be chosen with the rest of this configuration: a sentence that says what to do; null = it can */
  readonly refuses?: (config: MethodConfig) => string | null;
  /** why it computes the very same as the default here, bit for bit; null = it does not */
  readonly changesNothing?: (config: MethodConfig) => string | null;
  /** what a trained run shows when this is switched on without training again; or why it can show nothing */
  readonly knockOut: KnockOutOffer | { readonly none: string };
  /** what the method reads: data and plain functions, never tensors, so the page can load it */
  readonly part: Part;
}

/** Where the paper prints figures, by table and column. */
export interface Published {
  readonly table: number;
  /** column (table 11: row) as the table names it */
  readonly entry: string;
  readonly measures: 'accuracy' | 'time';
  /** the paper's variant is this one; otherwise it is only the nearest, and this says what is different */
  readonly differs: string | null;
  /** px: with the table's own network at this side it is the paper's variant after all */
  readonly ownAt?: number;
  /** another table that has this column too, for another network */
  readonly also?: { readonly table: number; readonly differs: string | null };
}

/** A part switched off in a trained run, nothing trained again. */
export interface KnockOutOffer {
  readonly by: KnockOut;
  /** what is shown, in a sentence */
  readonly definition: string;
}

export interface Demonstration extends KnockOutOffer {
  readonly id: string;
  readonly label: string;
}

/**
 * How a trained run's forward pass is changed (../knock-out.ts). s is the mean absolute mask over the probe, up to 500
 * training images: it keeps the prompt's scale where masks become zeros and ones.
 */
export type KnockOut =
  /** the same trained values under another switch that has none of its own */
  | {
      readonly kind: 'switch';
      readonly to: Partial<Pick<MethodConfig, 'baseline' | 'interpolation' | 'pattern'>>;
    }
  /** the mean coarse mask over the probe, for every image */
  | { readonly kind: 'mean-mask' }
  /** s · 1[channel mean of that mask > 0] */
  | { readonly kind: 'mean-mask-binary' }
  /** the generator's mask of the mean training image, for every image */
  | { readonly kind: 'mask-of-mean-image' }
  /** every image gets the mask of the one before it in its batch, the first that of the last */
  | { readonly kind: 'swapped' }
  /** the mean of the mask's channels, in each of them */
  | { readonly kind: 'channel-mean' }
  /** s · 1[channel mean > 0], in each channel */
  | { readonly kind: 'channel-mean-binary' }
  /** s · 1[mask > 0] */
  | { readonly kind: 'binary' };
