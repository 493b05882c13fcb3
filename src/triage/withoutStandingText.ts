import { isCampaign, isPostOrOrganisation, tellsOfSomebody } from '../domain/letter/contactLines'
import type { LetterLayout } from '../domain/letter/letterLayout'
import { changePieces, CLAUSES, LINES } from './text/changePieces'
import { withoutStandingAdvice } from './withoutStandingAdvice'

const ADDRESS = /(?:https?:\/\/|www\.)\S{1,200}|[^\s@]{1,80}@\S{1,200}/gi
/** Few lines hold any, and to look for one at every letter is slow. */
const MAY_HOLD_ADDRESS = /@|\/\/|www/i

/** What a disclaimer says of its own message. */
const MAY_CONCERN = /^\s*(?:it|this|the|any)\b.{0,80}\b(?:may|might)\b.{0,20}\b(?:contain|concern|include|relate|hold)\b/i

const isStanding = (clause: string, layout: LetterLayout): boolean =>
  isCampaign(clause.trim(), layout) || (MAY_CONCERN.test(clause) && !tellsOfSomebody(clause, layout))

const blank = (text: string): string => ' '.repeat(text.length)
const isTitle = (line: string, layout: LetterLayout): boolean =>
  /^\s*\p{Lu}/u.test(line) && isPostOrOrganisation(line, layout) && !/\b(?:by|from|has|have|is|are|was|were)\b/i.test(line)

const withoutAddresses = (line: string): string => (MAY_HOLD_ADDRESS.test(line) ? line.replace(ADDRESS, blank) : line)

function withoutStandingLine(line: string, layout: LetterLayout): string {
  const words = withoutAddresses(line)
  return isTitle(words, layout) ? blank(words) : words
}

/**
 * The end of a letter without what stands in it on every day: advice to any reader, a disclaimer's clauses, names of posts
 * and organisations, addresses. They tell of no child. Spaces stand in their place, so that every position stays.
 */
export function withoutStandingText(text: string, layout: LetterLayout): string {
  const lines = changePieces(withoutStandingAdvice(text), LINES, (line) => withoutStandingLine(line, layout))
  return changePieces(lines, CLAUSES, (clause) => (isStanding(clause, layout) ? blank(clause) : clause))
}
