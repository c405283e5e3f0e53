import { describe, expect, it } from 'vitest';
import { predictionsOf } from './predictions';

describe('predictionsOf', () => {
  it('takes the likeliest label of each sample', () => {
    const targets = Float32Array.of(0.1, 0.7, 0.2, 0.5, 0.2, 0.3);
    expect([...predictionsOf({ targets, mapping: new Int32Array(3) })]).toEqual([1, 0]);
  });

  it('settles a tie for the lower label', () => {
    expect([...predictionsOf({ targets: Float32Array.of(0.5, 0.5), mapping: new Int32Array(2) })]).toEqual([
      0,
    ]);
  });

  it('says nothing of nothing', () => {
    expect(predictionsOf({ targets: new Float32Array(0), mapping: new Int32Array(0) })).toHaveLength(0);
  });
});
