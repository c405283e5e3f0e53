import type { ParameterStep, StepInspection } from '../../../data/inspection';

/** Norms of several parameters together. */
export interface Norms {
  readonly gradient: number;
  readonly change: number;
  readonly before: number;
  readonly still: boolean;
}

/** ‖·‖₂ of all parameters of one side, δ or φ; null where there are none. */
export function normsOf(
  { parameters }: StepInspection,
  side: ParameterStep['of'],
  belongs: (name: string) => boolean = () => true,
): Norms | null {
  const some = parameters.filter(({ of, name }) => of === side && belongs(name));
  if (some.length === 0) return null;
  const together = (of: 'gradient' | 'change' | 'before') =>
    Math.hypot(...some.map((parameter) => parameter[of]));
  return {
    gradient: together('gradient'),
    change: together('change'),
    before: together('before'),
    still: some.every(({ still }) => still),
  };
}

/** The stages of the mask network that have parameters, in their order, by the beginning of their names. */
export function stagesOf({ parameters }: StepInspection): readonly string[] {
  const names = parameters
    .filter(({ of }) => of === 'mask')
    .map(({ name }) => /^(?:mask_generator\.)?((?:blocks\.\d+)|[a-z_]+)/.exec(name)?.[1] ?? name);
  return [...new Set(names)];
}

/** Probability of the label of the sample in view before and after the step; null where it has no label. */
export function ofLabel({
  sample,
}: StepInspection): { readonly before: number; readonly after: number } | null {
  const { label, before, after } = sample;
  return label < 0 ? null : { before: before[label] ?? 0, after: after[label] ?? 0 };
}
