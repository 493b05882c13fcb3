import type { NoteWords } from '../../domain/claimedIntake'
import { isLowered } from '../../domain/priority'
import { type Evidence, type IndicatorHit, type LikenessHit, READER_RULE, type Reading, type Signal, SIGNALS } from '../../domain/triage'
import { bothIndicators } from '../bothIndicators'
import { type Contact, readContact, saysWhoOrWorry } from '../readContact'
import type { Rules } from '../rules/rules'
import type { ReadAgain } from '../secondReader/readAgain'
import { isHeardOnlyIn, reassurancesIn } from './reassurances'
import { withoutAdviceGiven } from './withoutAdviceGiven'
import { withoutOwnWork } from './withoutOwnWork'

const ANY_WORD = /[\p{L}\p{N}]/u

/** A note, and which of its enquiry's it is. */
export interface PlacedNote extends NoteWords {
  readonly place: number
}

/**
 * Reads a note by both readers: by itself, and in the light of what was known before, where the age of a child may stand.
 * Undefined where it tells of no concern about a child and of nobody in danger: such a note says nothing about an enquiry.
 *
 * @param background what was said before; what was found in it is no finding of this note
 */
export async function readNote(rules: Rules, { words, at, place }: PlacedNote, background: string, readAgain: ReadAgain): Promise<Reading | undefined> {
  const text = withoutOwnWork(withoutAdviceGiven(words))
  if (!ANY_WORD.test(text)) return undefined
  const contact: Contact = { channel: 'callnote', receivedAt: at, subject: '', text }
  const first = readContact(rules, contact)
  const again = await readAgain(contact, first)
  const reassurances = reassurancesIn(rules, contact)
  const alone = isHeardOnlyIn(reassurances, again) ? first : again
  const isOwn = ({ part, end, rule }: Evidence): boolean => part === 'text' && end <= text.length && !rule.startsWith(READER_RULE)
  const reading = alone.priority === 'urgent' ? alone : inTheLight(rules, alone, await readWith(rules, contact, background, readAgain), isOwn)
  if (!isWeighty(rules, contact, first, reading)) return undefined
  return placed(reading, (evidence) => ({ ...evidence, part: 'note', note: place, words: words.slice(evidence.start, evidence.end) }))
}

/**
 * What the second reader alone makes of a line such as "will try again tomorrow" is no concern, unless it is sure of danger. And a
 * message about a child is looked at soon whatever it says; whoever writes a note has looked, and says of whom it is or what worries them.
 */
function isWeighty(rules: Rules, contact: Contact, first: Reading, { category, priority, signals, indicators, readsLike }: Reading): boolean {
  if (priority === 'urgent' || Object.keys(signals).length > 0) return true
  if (first.category !== 'child_concern' || category !== 'child_concern') return false
  return indicators.length > 0 || (readsLike?.hits ?? []).length > 0 || saysWhoOrWorry(rules, contact)
}

async function readWith(rules: Rules, contact: Contact, background: string, readAgain: ReadAgain): Promise<Reading> {
  const whole: Contact = { ...contact, text: `${contact.text}\n\n${background}` }
  return readAgain(whole, readContact(rules, whole))
}

/**
 * Adds what the note's own words show once it is known of whom they are. What shows in the background was found there; and beside danger that was
 * told before, any line sounds like some.
 */
function inTheLight(rules: Rules, alone: Reading, whole: Reading, isOwn: (evidence: Evidence) => boolean): Reading {
  const signals: Partial<Record<Signal, readonly Evidence[]>> = { ...alone.signals }
  const found = SIGNALS.filter((signal) => {
    const evidence = (whole.signals[signal] ?? []).filter(isOwn)
    if (signals[signal] || evidence.length === 0) return false
    signals[signal] = evidence
    return true
  })
  const level = rules.priorities.levels.find((one) => one.signals.some((signal) => found.includes(signal)))
  // Where even the whole is less pressing, its readers took the words for hints that nothing bears out.
  if (!level || isLowered(level.priority, whole.priority)) return alone
  const indicators = whole.indicators.flatMap(({ code, evidence }): IndicatorHit[] => (evidence.some(isOwn) ? [{ code, evidence: evidence.filter(isOwn) }] : []))
  const raises = isLowered(level.priority, alone.priority)
  return {
    ...alone, signals, category: whole.category, indicators: bothIndicators(alone.indicators, indicators),
    ...(raises && {
      priority: level.priority,
      reasons: rules.signals.filter(({ signal }) => found.includes(signal) && level.signals.includes(signal)).map(({ reason }) => reason),
    }),
  }
}

/** The reading with all its evidence put where it stands. */
function placed(reading: Reading, put: (evidence: Evidence) => Evidence): Reading {
  const { indicators, signals, readsLike } = reading
  const hits = (readsLike?.hits ?? []).map((hit): LikenessHit => ({ ...hit, evidence: hit.evidence.map(put) }))
  return {
    ...reading,
    indicators: indicators.map((hit) => ({ ...hit, evidence: hit.evidence.map(put) })),
    signals: Object.fromEntries(SIGNALS.flatMap((signal) => {
      const evidence = signals[signal]
      return evidence ? [[signal, evidence.map(put)]] : []
    })),
    ...(readsLike && { readsLike: { ...readsLike, hits } }),
  }
}
