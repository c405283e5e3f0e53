import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut } from './lifetimes';
import { bytesOf, operandsOf, outside, work, type Operand, type Pass } from './pass';

/** A pass that reads these and writes that. */
function pass(reads: readonly Operand[], result: Operand, bits?: Operand): Pass {
  const inputs = Object.fromEntries(
    reads.map((tensor, index) => [`x${index}`, { tensor, lanes: 1 as const }]),
  );
  const program = { name: 'any', inputs, shape: [], lanes: 1, workgroups: 1, trips: 1, source: '' } as const;
  return { program, result, ...(bits && { also: { bits: { tensor: bits, lanes: 1 } } }) };
}

/** A chain in which every pass reads the one before, and now and then one from further back. */
const anyPlan = fc
  .array(fc.record({ size: fc.integer({ min: 1, max: 100 }), back: fc.integer({ min: 0, max: 5 }) }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((links) => {
    const made: Operand[] = [outside([4])];
    return links.map(({ size, back }) => {
      const reads = [...new Set([made.at(-1)!, made[Math.max(0, made.length - 1 - back)]!])];
      const result = work([size]);
      made.push(result);
      return pass(reads, result);
    });
  });

test('no two operands that are needed at the same time share a buffer', () => {
  fc.assert(
    fc.property(anyPlan, (passes) => {
      const { buffers, bufferOf } = layOut(passes);
      const needed = (operand: Operand): number[] =>
        passes.flatMap((one, index) => (operandsOf(one).includes(operand) ? [index] : []));
      const operands = [...bufferOf.keys()];
      for (const one of operands) {
        expect(buffers[bufferOf.get(one)!]).toBeGreaterThanOrEqual(bytesOf(one));
        for (const other of operands) {
          if (one === other || bufferOf.get(one) !== bufferOf.get(other)) continue;
          const [uses, others] = [needed(one), needed(other)];
          expect(uses.at(-1)! < others[0]! || others.at(-1)! < uses[0]!).toBe(true);
        }
      }
    }),
  );
});

test('a chain of any length needs two buffers, as large as its two largest neighbours', () => {
  const [a, b, c, d] = [40, 100, 20, 80].map((size) => work([size]));
  const passes = [pass([outside([4])], a!), pass([a!], b!), pass([b!], c!), pass([c!], d!)];
  expect(layOut(passes).buffers).toEqual([400, 160]);
});

test('what is kept for later keeps its buffer', () => {
  const [kept, one, other] = [work([8]), work([8]), work([8])];
  const passes = [pass([], one, kept), pass([one], other), pass([other, kept], work([8]))];
  expect(layOut(passes).buffers).toHaveLength(3);
});

test('reading what nothing has written is an error', () => {
  expect(() => layOut([pass([work([4])], work([4]))])).toThrow('reads what nothing has written');
});

test('the same plan is laid out the same every time', () => {
  fc.assert(
    fc.property(anyPlan, (passes) => {
      expect([...layOut(passes).bufferOf.values()]).toEqual([...layOut(passes).bufferOf.values()]);
    }),
  );
});
