/** Lists of whole numbers, one after the other: plain numbers, so that they are read from a file as they stand. */
export interface Rows {
  /** By row, where it begins; and where the last one ends. */
  readonly from: Int32Array
  readonly values: Int32Array
}

export function rowsOf(lists: readonly (readonly number[])[]): Rows {
  const from = new Int32Array(lists.length + 1)
  lists.forEach(({ length }, row) => { from[row + 1] = (from[row] ?? 0) + length })
  const values = new Int32Array(from[lists.length] ?? 0)
  lists.forEach((list, row) => values.set(list, from[row]))
  return { from, values }
}
