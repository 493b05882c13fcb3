/** Spoken numbers: each stands at the place that is its value. */
export const NUMBER_WORDS = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen',
  'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty',
] as const

/** Noises: speech breathes at them, and nothing is said by them. */
export const FILLERS = ['um', 'uh', 'er', 'erm', 'em', 'eh', 'hmm'] as const
/** Words at which a long sentence may be cut. */
export const JOINTS = ['and', 'but', 'so', 'because', 'cos', 'cause', 'then', 'ond', 'achos'] as const

/** What a word is to the cutting of sentences. */
export const PLAIN = 0
export const FILLER = 1
export const JOINT = 2
