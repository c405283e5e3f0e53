import type { TensorInfo } from '../../tf';
import { registerWebGPUKernel, WORKGROUP } from './program';
import { GATHERED, total } from './together';

interface MappedHitsInputs {
  readonly logits: TensorInfo;
  readonly labels: TensorInfo;
  readonly mapping: TensorInfo;
}

/** One workgroup; its threads share the samples, and each looks through the mapped logits of its own. */
registerWebGPUKernel<MappedHitsInputs>('SmmMappedHits', ({ inputs: { logits, labels, mapping }, run }) => {
  const [samples, classes] = logits.shape as [number, number];
  const targets = mapping.shape[0]!;
  return run({
    name: 'mappedHits',
    inputs: {
      logits: { tensor: logits, lanes: 1 },
      labels: { tensor: labels, lanes: 1 },
      mapping: { tensor: mapping, lanes: 1 },
    },
    shape: [],
    lanes: 1,
    workgroups: 1,
    integers: { samples, classes, targets },
    trips: Math.ceil(samples / WORKGROUP) * targets,
    source: `
      ${GATHERED}
      ${total}
      fn main(index : i32) {
        let local = i32(localIndex);
        var hits = 0.0;
        for (var sample = local; sample < uniforms.samples; sample += ${WORKGROUP}) {
          let row = sample * uniforms.classes;
          var best = 0;
          for (var k = 1; k < uniforms.targets; k++) {
            if (logits[row + mapping[k]] > logits[row + mapping[best]]) { best = k; }
          }
          hits += select(0.0, 1.0, best == labels[sample]);
        }
        hits = total(hits, local);
        if (local == 0) { result[0] = hits / f32(uniforms.samples); }
      }`,
  });
});
