/**
 * What a class is called as it came.
 * @param label as the format calls it
 * @param classNames names of labels that are numbers, by number; null = labels are the names
 */
export function classNameOf(label: string, classNames: readonly string[] | null): string {
  return classNames?.[Number(label)] ?? label;
}
