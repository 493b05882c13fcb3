import { isAlsoMonth, isNoName } from './nameWords'

/** One half of a name on a form: "Surname: Tran", also beside another on one line. */
const HALF = /(?:^|[/|;,][ \t]{0,3})[ \t>*•-]{0,4}((?:[\p{L}'’]{1,20}[ \t]{1,3}){0,3}?)(?:(surname|family name|last name)|(?:forename|first name|given name))(?:s|\(s\))?[ \t]{0,3}[:=–-][ \t]{0,5}(\p{L}[\p{L}\p{M}'’ -]{1,60})/gimu
const OTHERS = /\b(?:my|your|our|referr(?:er|ed|al)|worker|officer|teacher|manager|parent|mother|father|carer|contact|staff|sender|professional|completed|gp|sibling)/i
/** A line that says whose the lines below it are. */
const HEADING = /^[^:\n]{0,60}:?[ \t]*$/
const IS_CHILD = /\b(?:child|young person|pupil|student|client|subject|minor)/i

/** How far one half may stand from the other, and its heading from both, in characters. */
const NEAR = 250

interface Half {
  readonly isFamily: boolean
  readonly words: string
  readonly at: number
}

/** Names whose halves a form has apart, given names first. Whoever refers, works or cares has a form's lines as well. */
export function findFormNames(text: string): readonly string[] {
  const halves = [...text.matchAll(HALF)].flatMap(({ 1: prefix = '', 2: family, 3: value = '', index }): readonly Half[] => {
    const words = value.trim()
    const isChilds = !OTHERS.test(prefix) && !isBelowOthers(text.slice(Math.max(0, index - NEAR), index))
    return isChilds && !words.split(/[ -]+/).some((word) => isNoName(word) && !isAlsoMonth(word)) ? [{ isFamily: family !== undefined, words, at: index }] : []
  })
  return halves.flatMap((half, nth) => {
    const next = halves[nth + 1]
    if (next === undefined || next.isFamily === half.isFamily || next.at - half.at > NEAR) return []
    return [half.isFamily ? `${next.words} ${half.words}` : `${half.words} ${next.words}`]
  })
}

function isBelowOthers(before: string): boolean {
  const heading = before.split('\n').findLast((line) => HEADING.test(line) && (OTHERS.test(line) || IS_CHILD.test(line)))
  return heading !== undefined && OTHERS.test(heading) && !IS_CHILD.test(heading)
}
