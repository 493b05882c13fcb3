import { asciiSet, isAscii } from './text/asciiKinds'
import { nextMark } from './text/marks'

const SUPPOSES = /^\s*(?:in an emergency|in case of|out of hours|outside|should (?:you|a|any|some)\w*|if (?:you|a|any|some|there|this|it)\w*)\b/i
// Two patterns, each read once: one for both would read a hostile sentence again from every "call" in it.
const RING = /\b(?:call|ring|dial|phone|telephone|contact)\b/i
const WHOM = /\b(?:999|112|101|111|police|emergency|duty|team|services?|helpline|line|us|our)\b|\d{5}/i

const isAdvice = (sentence: string): boolean => SUPPOSES.test(sentence) && RING.test(sentence) && WHOM.test(sentence)

/** A line that begins with a small letter or a bracket goes on with the one above. */
const ENDS = /[.!?]|\n(?![a-z(])/g
/** How sentences that suppose something begin: to look for that first is quicker. */
const INITIALS = asciiSet('ioIOsS')
const SPACE = 0x20

function maySuppose(text: string, start: number, end: number): boolean {
  let at = start
  while (at < end && text.charCodeAt(at) <= SPACE) at += 1
  return at < end && (INITIALS[text.charCodeAt(at)] === 1 || !isAscii(text.charCodeAt(at)))
}

/**
 * The text without the sentences by which an automatic answer sends any reader on to somebody else, such as "If a child is
 * in danger, ring 999": they tell of no child. Spaces stand in their place, so that every position stays.
 */
export function withoutStandingAdvice(text: string): string {
  let rest = ''
  let kept = 0
  let start = 0
  for (let at = nextMark(ENDS, text, 0); start <= text.length; at = nextMark(ENDS, text, start)) {
    if (maySuppose(text, start, at) && isAdvice(text.slice(start, at))) {
      rest += text.slice(kept, start) + ' '.repeat(at - start)
      kept = at
    }
    start = at + 1
  }
  return kept === 0 ? text : rest + text.slice(kept)
}
