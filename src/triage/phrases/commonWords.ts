/** How often the commonest words stand in a thousand words of English or Welsh letters, roughly. */
const IN_A_THOUSAND: ReadonlyMap<string, number> = new Map(Object.entries({
  the: 50, to: 30, and: 28, a: 24, of: 22, i: 18, is: 16, in: 16, he: 15, she: 15, has: 10, for: 10, her: 10, that: 10, we: 9, with: 9, on: 9,
  was: 9, it: 9, his: 8, you: 8, not: 8, at: 7, from: 7, are: 7, have: 7, been: 6, be: 6, they: 6, this: 6, him: 6, my: 5, but: 5, by: 5, as: 5,
  had: 4, an: 4, or: 4, there: 4, who: 4, if: 4, said: 4, now: 4, no: 4, me: 4, your: 4, out: 3, up: 3, our: 3, us: 3, says: 3, child: 3,
  about: 3, them: 3, will: 3, would: 3, can: 3, one: 3, when: 3, so: 3, were: 3, do: 3, all: 3, any: 3, what: 3, school: 3, home: 3, today: 3,
  their: 3, told: 2, back: 2, get: 2, am: 2, over: 2, im: 2, hes: 2, shes: 2, day: 2, still: 2, police: 2, dont: 2, just: 2, since: 2, before: 2,
  yn: 4, mae: 3, wedi: 2, ei: 2, ar: 2, y: 3, yr: 2, o: 2, ac: 2,
}))

const RARE = 0.05
/** Beginnings of words: what is short begins many. */
const SHORT_STEM = 3
const OF_SHORT_STEM = 3
const OF_STEM = 0.3

export const frequencyOfWord = (word: string): number => IN_A_THOUSAND.get(word) ?? RARE
export const frequencyOfStem = (stem: string): number => (stem.length <= SHORT_STEM ? OF_SHORT_STEM : OF_STEM)
export const FREQUENCY_OF_NUMBERS = 12
