/** `age` is 0 to 17, `adultage` 18 to 99, `pastyear` a year at least two before the message's own. */
export const NUMBER_KINDS = ['number', 'age', 'adultage', 'pastyear'] as const
export type NumberKind = (typeof NUMBER_KINDS)[number]

export const isOfKind = (kind: NumberKind, value: number, year: number): boolean => {
  switch (kind) {
    case 'number': return true
    case 'age': return value <= 17
    case 'adultage': return value >= 18 && value <= 99
    case 'pastyear': return value >= 1950 && value <= year - 2
    default: return kind satisfies never
  }
}
