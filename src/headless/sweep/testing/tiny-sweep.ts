/** A plan of runs that take a second each, on pictures of two classes made for it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';

export interface TinySweep {
  readonly name: string;
  readonly seeds: number;
  readonly variants: readonly string[];
  readonly epochs?: number;
  readonly metrics?: readonly string[];
  /** further lines of the plan */
  readonly more?: string;
}

/** @param beside a plan whose pictures it shares @returns the path of the plan; `removeTinySweep` takes all away */
export function tinySweep(
  { name, seeds, variants, epochs = 2, metrics = [], more = '' }: TinySweep,
  beside?: string,
): string {
  const folder = beside ? dirname(beside) : mkdtempSync(join(tmpdir(), 'smm-sweep-'));
  if (!beside) writePictures(join(folder, 'shades'));
  const plan = join(folder, `${name}.yaml`);
  writeFileSync(
    plan,
    `name: ${name}
datasets: [shades]
backbones: [efficientnet-lite0]
sides: [32]
seeds: [${Array.from({ length: seeds }, (_, seed) => seed).join(', ')}]
variants: [${variants.map((variant) => JSON.stringify(variant)).join(', ')}]
schedules: [{ name: short, epochs: ${epochs}, batch: 4 }]
metrics: [${metrics.join(', ')}]
approximate: { probe: 4, epochs: 2 }
local: { processes: 2, threads: 1 }
${more}`,
  );
  return plan;
}

export function removeTinySweep(plan: string): void {
  rmSync(dirname(plan), { recursive: true, force: true });
}

function writePictures(folder: string): void {
  for (const half of ['train', 'test']) {
    for (const [label, level] of [
      ['dark', 40],
      ['bright', 200],
    ] as const) {
      mkdirSync(join(folder, half, label), { recursive: true });
      for (let index = 0; index < 8; index++) {
        const other = half === 'test' ? 1 : 0;
        const data = Uint8Array.from(
          { length: 64 },
          (_, pixel) => level + other + ((pixel * (index + 3)) % 30),
        );
        const png = encode({ width: 8, height: 8, channels: 1, data });
        writeFileSync(join(folder, half, label, `${index}.png`), png);
      }
    }
  }
}
