// Arithmetic on one value (f32) or four (v128), so that a kernel is written once for both: four channels at a time,
// and one by one what is left over. A vector comparison is a mask, so `where` picks by bits.

@inline export function splat<T>(value: f32): T {
  if (isVector<T>()) return f32x4.splat(value);
  return value;
}

@inline export function add<T>(a: T, b: T): T {
  if (isVector<T>()) return f32x4.add(a, b);
  return a + b;
}

@inline export function subtract<T>(a: T, b: T): T {
  if (isVector<T>()) return f32x4.sub(a, b);
  return a - b;
}

@inline export function multiply<T>(a: T, b: T): T {
  if (isVector<T>()) return f32x4.mul(a, b);
  return a * b;
}

@inline export function divide<T>(a: T, b: T): T {
  if (isVector<T>()) return f32x4.div(a, b);
  return a / b;
}

@inline export function squareRoot<T>(a: T): T {
  if (isVector<T>()) return f32x4.sqrt(a);
  return sqrt<f32>(a);
}

/** a where it is positive (and NaN where it is NaN), else 0 */
@inline export function positivePart<T>(a: T): T {
  if (isVector<T>()) return f32x4.max(a, f32x4.splat(0));
  return max<f32>(a, 0);
}

/** value where test is positive, else 0 */
@inline export function wherePositive<T>(test: T, value: T): T {
  if (isVector<T>()) return v128.and(value, f32x4.gt(test, f32x4.splat(0)));
  return test > 0 ? value : <f32>0;
}

/** value where a = b, else 0 */
@inline export function whereEqual<T>(a: T, b: T, value: T): T {
  if (isVector<T>()) return v128.and(value, f32x4.eq(a, b));
  return a == b ? value : <f32>0;
}

/** value where a ≠ b, else 0 */
@inline export function whereDifferent<T>(a: T, b: T, value: T): T {
  if (isVector<T>()) return v128.and(value, f32x4.ne(a, b));
  return a != b ? value : <f32>0;
}

/** relu with a ceiling: 6 for relu6, infinity for relu; and NaN where it is NaN */
@inline export function clampTo<T>(ceiling: f32, a: T): T {
  if (isVector<T>()) return f32x4.pmin(f32x4.pmax(a, f32x4.splat(0)), f32x4.splat(ceiling));
  return min<f32>(max<f32>(a, 0), ceiling);
}

/** value where 0 < test < ceiling, else 0: the gate of the same */
@inline export function whereWithin<T>(ceiling: f32, test: T, value: T): T {
  if (isVector<T>()) {
    return v128.and(value, v128.and(f32x4.gt(test, f32x4.splat(0)), f32x4.lt(test, f32x4.splat(ceiling))));
  }
  return test > 0 && test < ceiling ? value : <f32>0;
}
