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

/** The place in NUMBER_KINDS of the closest kind that a number is of: it is of the first one too, and of no other. */
export function closestKind(value: number, year: number): number {
  let place = NUMBER_KINDS.length - 1
  for (let kind = NUMBER_KINDS[place]; kind && !isOfKind(kind, value, year); kind = NUMBER_KINDS[place]) place -= 1
  return place
}
/** The kinds that numbers are of whose closest one stands at this place. */
export const kindsWithin = (place: number): readonly NumberKind[] => NUMBER_KINDS.filter((_, at) => at === 0 || at === place)
