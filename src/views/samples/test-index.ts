/** Number of a test picture in its split, from its id `test/17`; null for a person's own. */
export function testIndex(id: string): number | null {
  const match = /^test\/(\d+)$/.exec(id);
  return match ? Number(match[1]) : null;
}
