import type { TensorInfo } from '../../tf';
import { readingOf } from './halves';
import {
  fourAt,
  fourWritten,
  lanesOf,
  registerWebGPUKernel,
  WORKGROUP,
  type Program,
  type Shaped,
} from './program';
import { GATHERED, largest, total } from './together';

interface MappedErrorsInputs<Operand> {
  /** [n, classes] */
  readonly logits: Operand;
  /** [n] int32 */
  readonly labels: Operand;
  /** π [k] int32 */
  readonly mapping: Operand;
}

interface MappedErrorsBackInputs<Operand> {
  /** [n, k + 1] */
  readonly errors: Operand;
  /** [classes, features] */
  readonly rows: Operand;
  readonly mapping: Operand;
}

registerWebGPUKernel<MappedErrorsInputs<TensorInfo>, { batch: number }>(
  'SmmMappedErrors',
  ({ inputs, attributes, run }) => run(mappedErrorsProgram(inputs, attributes)),
);

registerWebGPUKernel<MappedErrorsBackInputs<TensorInfo>>('SmmMappedErrorsBack', ({ inputs, run }) =>
  run(mappedErrorsBackProgram(inputs)),
);

registerWebGPUKernel<{ errors: TensorInfo }>('SmmMappedErrorsLoss', ({ inputs, run }) =>
  run(mappedErrorsLossProgram(inputs.errors)),
);

/** A workgroup for each sample: softmax over the mapped logits, less the truth, and the loss behind it. */
export function mappedErrorsProgram<Operand extends Shaped>(
  { logits, labels, mapping }: MappedErrorsInputs<Operand>,
  { batch }: { readonly batch: number },
): Program<Operand> {
  const [samples, classes] = logits.shape as [number, number];
  const [targets] = mapping.shape as [number];
  return {
    name: 'mappedErrors',
    inputs: {
      logits: { tensor: logits, lanes: 1 },
      labels: { tensor: labels, lanes: 1 },
      mapping: { tensor: mapping, lanes: 1 },
    },
    shape: [samples, targets + 1],
    lanes: 1,
    workgroups: samples,
    integers: { samples, classes, targets },
    floats: { share: 1 / batch },
    trips: 3 * Math.ceil(targets / WORKGROUP),
    source: `
        ${GATHERED}
        ${largest}
        ${total}
        fn main(index : i32) {
          let local = i32(localIndex);
          let sample = min(index / ${WORKGROUP}, uniforms.samples - 1);
          let row = sample * uniforms.classes;
          let out = sample * (uniforms.targets + 1);
          let label = labels[sample];
          var most = -3.4e38;
          for (var k = local; k < uniforms.targets; k += ${WORKGROUP}) { most = max(most, logits[row + mapping[k]]); }
          most = largest(most, local);
          var sum = 0.0;
          for (var k = local; k < uniforms.targets; k += ${WORKGROUP}) { sum += exp(logits[row + mapping[k]] - most); }
          sum = total(sum, local);
          for (var k = local; k < uniforms.targets; k += ${WORKGROUP}) {
            let shifted = logits[row + mapping[k]] - most;
            let truth = select(0.0, 1.0, k == label);
            result[out + k] = (exp(shifted) / sum - truth) * uniforms.share;
            if (k == label) { result[out + uniforms.targets] = (log(sum) - shifted) * uniforms.share; }
          }
        }`,
  };
}

/** ∂loss/∂features [n, features]: the errors times the rows π of the classifier, each row read where it stands. */
export function mappedErrorsBackProgram<Operand extends Shaped>({
  errors,
  rows,
  mapping,
}: MappedErrorsBackInputs<Operand>): Program<Operand> {
  const [samples, width] = errors.shape as [number, number];
  const features = rows.shape[1]!;
  const lanes = lanesOf(features);
  const groups = Math.ceil(features / 4);
  return {
    name: 'mappedErrorsBack',
    inputs: {
      errors: { tensor: errors, lanes: 1 },
      rows: { tensor: rows, lanes },
      mapping: { tensor: mapping, lanes: 1 },
    },
    shape: [samples, features],
    lanes,
    workgroups: Math.ceil((samples * groups) / WORKGROUP),
    integers: { threads: samples * groups, groups, features, targets: width - 1 },
    trips: width - 1,
    source: `
        ${fourAt('rows', lanes, readingOf('rows', rows))}
        ${fourWritten(lanes)}
        fn main(index : i32) {
          if (index >= uniforms.threads) { return; }
          let feature = 4 * (index % uniforms.groups);
          let sample = index / uniforms.groups;
          let start = sample * (uniforms.targets + 1);
          var sum = vec4<f32>(0.0);
          for (var k = 0; k < uniforms.targets; k++) {
            sum += errors[start + k] * rowsAt(mapping[k], feature, uniforms.features);
          }
          write(sample, feature, uniforms.features, sum);
        }`,
  };
}

/** The last column of the errors, added up. */
export function mappedErrorsLossProgram<Operand extends Shaped>(errors: Operand): Program<Operand> {
  const [samples, width] = errors.shape as [number, number];
  return {
    name: 'mappedErrorsLoss',
    inputs: { errors: { tensor: errors, lanes: 1 } },
    shape: [],
    lanes: 1,
    workgroups: 1,
    integers: { samples, width },
    trips: Math.ceil(samples / WORKGROUP),
    source: `
      ${GATHERED}
      ${total}
      fn main(index : i32) {
        let local = i32(localIndex);
        var sum = 0.0;
        for (var sample = local; sample < uniforms.samples; sample += ${WORKGROUP}) {
          sum += errors[(sample + 1) * uniforms.width - 1];
        }
        sum = total(sum, local);
        if (local == 0) { result[0] = sum; }
      }`,
  };
}
