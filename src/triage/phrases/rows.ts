/** Lists of whole numbers, one after the other: plain numbers, so that they are read from a file as they stand. */
export interface Rows {
  /** By row, where it begins; and where the last one ends. */
  readonly from: Int32Array
  readonly values: Int32Array
}

const NONE: readonly number[] = []

export function rowsOf(lists: readonly (readonly number[] | undefined)[], count: number = lists.length): Rows {
  const from = new Int32Array(count + 1)
  for (let row = 0; row < count; row += 1) from[row + 1] = (from[row] ?? 0) + (lists[row]?.length ?? 0)
  const values = new Int32Array(from[count] ?? 0)
  for (let row = 0; row < count; row += 1) values.set(lists[row] ?? NONE, from[row])
  return { from, values }
}

export const rowOf = ({ from, values }: Rows, row: number): Int32Array => values.subarray(from[row], from[row + 1])
