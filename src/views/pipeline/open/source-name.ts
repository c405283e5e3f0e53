/** The first of the names that ImageNet gives a class. */
export function shortName(name: string): string {
  return name.split(',')[0]!;
}
