/** A sentence, over the end of a line too when the next goes on in small letters. */
const SENTENCE = /(?:[^.!?\n]|\n(?=[a-z(]))+/g
const SUPPOSES = /^\s*(?:in an emergency|in case of|out of hours|outside|should (?:you|a|any|some)\w*|if (?:you|a|any|some|there|this|it)\w*)\b/i
// Two patterns, each read once: one for both would read a hostile sentence again from every "call" in it.
const RING = /\b(?:call|ring|dial|phone|telephone|contact)\b/i
const WHOM = /\b(?:999|112|101|111|police|emergency|duty|team|services?|helpline|line|us|our)\b|\d{5}/i

const isAdvice = (sentence: string): boolean => SUPPOSES.test(sentence) && RING.test(sentence) && WHOM.test(sentence)

/**
 * The text without the sentences by which an automatic answer sends any reader on to somebody else, such as "If a child is
 * in danger, ring 999": they tell of no child. Spaces stand in their place, so that every position stays.
 */
export const withoutStandingAdvice = (text: string): string =>
  text.replace(SENTENCE, (sentence) => (isAdvice(sentence) ? ' '.repeat(sentence.length) : sentence))
