/** Chance that can be repeated: the same seed, the same throws. */
export interface Chance {
  /** From 0 up to but not 1. */
  next(): number
  /** A whole number, both ends included. */
  between(from: number, to: number): number
  oneOf<T>(things: readonly T[]): T
  /** True with this probability. */
  happens(probability: number): boolean
}

/** The generator known as mulberry32: small, and good enough to mix stories. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    between,
    oneOf: (things) => {
      const thing = things[between(0, things.length - 1)]
      if (thing === undefined) throw new Error('There is nothing to choose from.')
      return thing
    },
    happens: (probability) => next() < probability,
  }
}
