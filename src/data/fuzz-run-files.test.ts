/** Every kind of run file, spoilt in thousands of ways (data/testing/held.ts says what must hold). */
import { takeAllocated } from './testing/allocations';
import { expect, test } from 'vitest';
import { decodeCapsule } from './capsule';
import { decodeCheckpoint } from './checkpoint';
import { decodeInspection } from './recorded-inspection';
import { decodeRecordedLab } from './recorded-lab';
import { decodeRecordedRun } from './recorded-run';
import { decodeSurvey } from './recorded-survey';
import { floatsOf, parseSafetensors } from './safetensors';
import { expectHeld } from './testing/held';
import { mutatedBytes } from './testing/mutated-bytes';
import { mutatedRunFile } from './testing/mutated-run-file';
import { tinyRunFiles } from './testing/tiny-run-files';
import { decodeViewSnapshots } from './view-snapshots';

const { capsule, checkpoint, recordedRun, recordedLab, viewSnapshots, inspection, survey } = tinyRunFiles;

test('a .safetensors file', async () => {
  const files = [capsule(), survey(), inspection()];
  await expectHeld(mutatedBytes(files), (bytes) => {
    for (const tensor of parseSafetensors(bytes, 'The file').tensors.values()) floatsOf(tensor);
  });
});

test.each([
  ['a run capsule', [capsule()], decodeCapsule],
  ['a checkpoint', [checkpoint()], decodeCheckpoint],
  ['a recorded run', [recordedRun()], decodeRecordedRun],
  ['a recorded lab', [recordedLab()], decodeRecordedLab],
  ['what was seen of a run', [viewSnapshots()], decodeViewSnapshots],
  ['an inspection', [inspection()], decodeInspection],
  ['a survey', [survey()], decodeSurvey],
] as const)('%s', async (_, files, decode) => {
  await expectHeld<Uint8Array<ArrayBuffer>>(mutatedRunFile(files), decode);
});

test('what is declared and allocated is seen, or the above could not fail', () => {
  takeAllocated();
  expect(new Float32Array(1000)).toHaveLength(1000);
  expect(takeAllocated()).toBeGreaterThanOrEqual(4000);
});
