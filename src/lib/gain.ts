/**
 * How many times a signed picture is shown stronger than it is: the largest of 1, 2, 5, 10, 20, 50, … at
 * which `magnitude` still fits, so that the factor reads well and changes seldom while a run grows.
 * @param magnitude greatest magnitude to show, in normalised units
 */
export function gainFor(magnitude: number): number {
  if (!(magnitude > 0)) return 1;
  const exponent = Math.floor(Math.log10(1 / magnitude));
  const steps = [1, 2, 5, 10].map((step) => step * 10 ** exponent);
  const fitting = steps.findLast((step) => step * magnitude <= 1 + 1e-6) ?? 1;
  return Math.max(1, Math.min(1000, fitting));
}
