import { SET_APART, saidNumber } from '../text/setApart'

/**
 * `age` is 0 to 17, `apartage` one of those that is set apart behind a name, `adultage` 18 to 99, `pastyear` a year at least two
 * before the message's own, `childyear` one in which somebody under 18 may have been born.
 */
export const NUMBER_KINDS = ['number', 'age', 'apartage', 'adultage', 'pastyear', 'childyear'] as const
export type NumberKind = (typeof NUMBER_KINDS)[number]

/** What a number may be, all at once. */
export const NUMBER_CLASSES: readonly (readonly NumberKind[])[] = [
  ['number'], ['number', 'age'], ['number', 'age', 'apartage'], ['number', 'adultage'],
  ['number', 'pastyear'], ['number', 'pastyear', 'childyear'], ['number', 'childyear'],
]

const placeOf = (...kinds: readonly NumberKind[]): number => NUMBER_CLASSES.findIndex((one) => one.join() === ['number', ...kinds].join())
const [OTHER, AGE, APART_AGE, ADULT_AGE] = [placeOf(), placeOf('age'), placeOf('age', 'apartage'), placeOf('adultage')]
const [PAST_YEAR, CHILDHOOD_YEAR, CHILD_YEAR] = [placeOf('pastyear'), placeOf('pastyear', 'childyear'), placeOf('childyear')]

const FIRST_YEAR = 1950

/** The place in NUMBER_CLASSES of what a number is, in a message of this year. */
export function classOfNumber(value: number, year: number): number {
  const said = saidNumber(value)
  if (said <= 17) return value >= SET_APART ? APART_AGE : AGE
  if (said <= 99) return ADULT_AGE
  if (said < FIRST_YEAR || said > year) return OTHER
  if (said < year - 18) return PAST_YEAR
  return said <= year - 2 ? CHILDHOOD_YEAR : CHILD_YEAR
}

export const isOfKind = (kind: NumberKind, value: number, year: number): boolean =>
  NUMBER_CLASSES[classOfNumber(value, year)]?.includes(kind) ?? false
