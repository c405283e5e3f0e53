/**
 * Sums down the columns of a matrix whose rows are pixels, samples or partial sums, in a fixed order and without
 * atomics: the same bits every time. A workgroup takes a strip of rows; its threads each add every n-th of them, then
 * halve their number until one is left. Where there are several strips a second program adds those up.
 */
import type { TensorInfo } from '../../tf';
import { repeated, typeOf, type Binding, type Lanes, type Program, type WebGPUCall } from './program';
import { runSeveral } from './several-results';

export interface ColumnSums {
  readonly name: string;
  readonly inputs: Readonly<Record<string, Binding>>;
  readonly rows: number;
  /** in groups of as many as there are lanes */
  readonly columns: number;
  readonly lanes: Lanes;
  /** how many sums each column has */
  readonly sums: number;
  /** of the result, if not [sums, columns · lanes] */
  readonly shape?: readonly number[];
  /** WGSL that adds to sum0, sum1, … what `row` of `column` holds; `at` counts through the matrix */
  readonly add: string;
  /** WGSL that `add` calls, and the numbers that it reads */
  readonly functions?: string;
  readonly integers?: Readonly<Record<string, number>>;
  readonly floats?: Readonly<Record<string, number>>;
}

type Call = Pick<WebGPUCall<unknown, unknown>, 'run' | 'free'>;

export const THREADS = 256;

/** Enough to fill a large GPU; more only leave more to add up. */
const WORKGROUPS = 512;

/** Below this a second program costs more than it saves. */
const ROWS_OF_ONE_STRIP = 4096;

const MOST_ACROSS = 16;

export function columnSums(call: Call, task: ColumnSums): TensorInfo {
  const { rows, columns, lanes, sums, shape = [sums, columns * lanes] } = task;
  const layout = layoutOf(rows, columns);
  const program = sumsProgram(task, layout);
  if (layout.strips === 1) return call.run({ ...program, shape });
  const partial = call.run(program);
  const whole = sumOfRows(call, { tensor: partial, lanes }, layout.strips, shape);
  call.free(partial);
  return whole;
}

/** Two sums of each column as two tensors [columns · lanes]. */
export function columnSumsApart(
  call: Call & Pick<WebGPUCall<unknown, unknown>, 'several'>,
  task: Omit<ColumnSums, 'sums' | 'shape'>,
): [TensorInfo, TensorInfo] {
  const { rows, columns, lanes } = task;
  const layout = layoutOf(rows, columns);
  const shape = [columns * lanes];
  const second = { shape, lanes };
  const stored = (sum: number): string => `${sum === 0 ? 'result' : 'second'}[column] = gathered[local];`;
  const inOne = { ...sumsProgram({ ...task, sums: 2 }, layout, stored), shape };
  if (layout.strips === 1) {
    const made = runSeveral(call.several, inOne, { second });
    return [made.result, made.second];
  }
  const partial = call.run(sumsProgram({ ...task, sums: 2 }, layout));
  const whole = runSeveral(
    call.several,
    {
      ...rowsProgram(
        { tensor: partial, lanes },
        { rows: layout.strips, columns: 2 * columns },
        () =>
          `if (column < uniforms.half) { result[column] = gathered[local]; }
         else { second[column - uniforms.half] = gathered[local]; }`,
        { half: columns },
      ),
      shape,
    },
    { second },
  );
  call.free(partial);
  return [whole.result, whole.second];
}

/** Adds up a matrix of so many rows to one row of this shape. */
export function sumOfRows(
  call: Call,
  { tensor, lanes }: Binding,
  rows: number,
  shape: readonly number[],
): TensorInfo {
  const columns = shape.reduce((size, extent) => size * extent, 1) / lanes;
  return call.run({ ...rowsProgram({ tensor, lanes }, { rows, columns }), shape });
}

function rowsProgram(
  { tensor, lanes }: Binding,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  stored?: (sum: number) => string,
  integers?: Readonly<Record<string, number>>,
): Program {
  const task: ColumnSums = {
    name: 'sumOfRows',
    inputs: { x: { tensor, lanes } },
    rows,
    columns,
    lanes,
    sums: 1,
    add: 'sum0 += x[at];',
    ...(integers && { integers }),
  };
  return sumsProgram(task, { ...layoutOf(rows, columns), strip: rows, strips: 1 }, stored);
}

export interface Layout {
  /** columns of a workgroup, a power of two */
  readonly across: number;
  /** threads of a workgroup that share a column, a power of two */
  readonly down: number;
  /** workgroups side by side */
  readonly blocks: number;
  /** rows of a strip, and how many strips there are */
  readonly strip: number;
  readonly strips: number;
}

export function layoutOf(rows: number, columns: number): Layout {
  const across = 2 ** Math.ceil(Math.log2(Math.min(columns, MOST_ACROSS)));
  const down = THREADS / across;
  const blocks = Math.ceil(columns / across);
  const whole = rows <= ROWS_OF_ONE_STRIP;
  const wanted = whole ? 1 : Math.max(1, Math.floor(WORKGROUPS / blocks));
  const strip = Math.ceil(rows / wanted / down) * down;
  return { across, down, blocks, strip, strips: Math.ceil(rows / strip) };
}

/**
 * Where a thread stands: `across` columns and `down` threads for each of them in its workgroup, `column`, `first` and
 * `end` of its strip's rows, and `lane`, its place in the column. One source for every layout: compiling is dear.
 */
export const PLACE_IN_LAYOUT = `
    let local = i32(localIndex);
    let across = uniforms.across;
    let down = ${THREADS} / across;
    let group = index / ${THREADS};
    let column = (group % uniforms.blocks) * across + local % across;
    let lane = local / across;
    let strip = group / uniforms.blocks;
    let first = strip * uniforms.strip;
    let end = select(first, min(first + uniforms.strip, uniforms.rows), column < uniforms.columns);
    let writes = lane == 0 && column < uniforms.columns && first < uniforms.rows;`;

/** The numbers that it reads. */
export function layoutNumbers(
  { across, blocks, strip }: Layout,
  { rows, columns }: { rows: number; columns: number },
): Record<string, number> {
  return { rows, columns, across, blocks, strip };
}

/** Adds what the threads of a column hold in `value`; afterwards gathered[local % across] is their sum. */
export function addedUp(value: string): string {
  return `
    workgroupBarrier();
    gathered[local] = ${value};
    for (var half = down / 2; half > 0; half /= 2) {
      workgroupBarrier();
      if (lane < half) { gathered[local] += gathered[local + half * across]; }
    }
    workgroupBarrier();`;
}

/** @param stored WGSL that writes gathered[local] where a sum of `column` belongs; a row for each strip and sum, without */
function sumsProgram(
  task: ColumnSums,
  layout: Layout,
  stored: (sum: number) => string = (sum) =>
    `result[(strip * ${task.sums} + ${sum}) * uniforms.columns + column] = gathered[local];`,
): Program {
  const { name, inputs, rows, columns, lanes, sums, add, functions = '', integers, floats } = task;
  const type = typeOf(lanes);
  return {
    name,
    variant: ['sums'],
    inputs,
    shape: [layout.strips, sums, columns * lanes],
    lanes,
    workgroup: THREADS,
    workgroups: layout.blocks * layout.strips,
    integers: { ...layoutNumbers(layout, { rows, columns }), ...integers },
    ...(floats && { floats }),
    trips: Math.ceil(layout.strip / layout.down),
    source: `
      ${functions}
      var<workgroup> gathered : array<${type}, ${THREADS}>;
      fn main(index : i32) {
        ${PLACE_IN_LAYOUT}
        ${repeated(sums, (sum) => `var sum${sum} = ${type}(0.0);`)}
        for (var row = first + lane; row < end; row += down) {
          let at = row * uniforms.columns + column;
          ${add}
        }
        ${repeated(
          sums,
          (sum) => `
            ${addedUp(`sum${sum}`)}
            if (writes) { ${stored(sum)} }`,
        )}
      }`,
  };
}
