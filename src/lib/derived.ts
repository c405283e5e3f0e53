/**
 * A value that follows from parts of a state, worked out again only when one of them is another. The parts are
 * compared by identity, and only the last result is kept: one page, one state.
 */
export function derived<State, const Parts extends readonly unknown[], Result>(
  parts: (state: State) => Parts,
  compute: (...parts: Parts) => Result,
): (state: State) => Result {
  let last: { readonly parts: Parts; readonly result: Result } | null = null;
  return (state) => {
    const now = parts(state);
    if (!last?.parts.every((part, i) => Object.is(part, now[i])))
      last = { parts: now, result: compute(...now) };
    return last.result;
  };
}
