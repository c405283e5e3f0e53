/** The mapped loss and its ingredients in plain numbers, for evaluation. Training has them on the device. */

/** logits[:, π] (eq. 2): [B · sources] → [B · k] */
export function mapLogits(
  logits: ArrayLike<number>,
  sources: number,
  mapping: ArrayLike<number>,
): Float32Array {
  const targets = mapping.length;
  return Float32Array.from(
    { length: (logits.length / sources) * targets },
    (_, i) => logits[Math.floor(i / targets) * sources + mapping[i % targets]!]!,
  );
}

/** Softmax of each row: [B · columns] → [B · columns] */
export function softmaxRows(logits: ArrayLike<number>, columns: number): Float32Array {
  const result = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += columns) {
    const shift = logSumExp(logits, start, columns);
    for (let i = start; i < start + columns; i++) result[i] = Math.exp(logits[i]! - shift);
  }
  return result;
}

/** Index of each row's first maximum: [B · columns] → [B] */
export function argMaxRows(values: ArrayLike<number>, columns: number): Int32Array {
  return Int32Array.from({ length: values.length / columns }, (_, row) => {
    let best = 0;
    for (let column = 1; column < columns; column++) {
      if (values[row * columns + column]! > values[row * columns + best]!) best = column;
    }
    return best;
  });
}

/**
 * Cross-entropy of each row, so that a padded last batch can leave rows out of the mean.
 * @param mapped [B · k] mapped logits
 * @param labels [B]
 * @returns [B], in nats; chance is ln k
 */
export function crossEntropies(
  mapped: ArrayLike<number>,
  labels: ArrayLike<number>,
  targets: number,
): Float32Array {
  return Float32Array.from(
    { length: labels.length },
    (_, row) => logSumExp(mapped, row * targets, targets) - mapped[row * targets + labels[row]!]!,
  );
}

function logSumExp(values: ArrayLike<number>, start: number, count: number): number {
  let largest = -Infinity;
  for (let i = start; i < start + count; i++) largest = Math.max(largest, values[i]!);
  let sum = 0;
  for (let i = start; i < start + count; i++) sum += Math.exp(values[i]! - largest);
  return largest + Math.log(sum);
}
