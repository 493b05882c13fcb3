import { LIKENESSES } from '../../domain/triage'
import type { Evidence, Likeness, LikenessHit } from '../../domain/triage'
import type { Contact } from '../decide/message'
import type { Sentence } from '../text/sentences'
import type { SecondReader } from './loadSecondReader'
import { scoreSentence } from './scoreSentence'

/** A sentence that speaks for danger. */
interface Telling {
  readonly sentence: Sentence
  readonly strength: number
  readonly likeness: Likeness
}

/** What the sentences of a contact amount to; strengths are sums of log-odds. */
export interface Weighed {
  /** By what the sender says now. */
  readonly own: number
  /** By earlier mail that is quoted. */
  readonly quoted: number
  readonly hits: readonly LikenessHit[]
}

/** Fewer words than this say nothing by themselves, such as a greeting. */
const FEWEST_WORDS = 3

const URGENT = LIKENESSES.indexOf('urgentConcern')

/** The danger that the sentence is most like, when it is like one clearly enough. */
function nameOf(scores: readonly number[], named: number): Likeness {
  let best: Likeness = 'urgentConcern'
  let most = named
  LIKENESSES.forEach((likeness, place) => {
    const score = scores[place] ?? 0
    if (place >= URGENT || score < most) return
    best = likeness
    most = score
  })
  return best
}

function tellingOf(reader: SecondReader, sentence: Sentence): Telling | undefined {
  if (sentence.tokens.length < FEWEST_WORDS) return undefined
  const scores = scoreSentence(reader, sentence.tokens.map(({ word }) => word))
  const strength = scores[URGENT] ?? 0
  return strength > 0 ? { sentence, strength, likeness: nameOf(scores, reader.settings.named) } : undefined
}

/** The strongest only, so that length alone makes nothing urgent; what is added can only strengthen. */
const strongestOf = (telling: readonly Telling[], most: number): readonly Telling[] =>
  telling.toSorted((one, other) => other.strength - one.strength).slice(0, most)

const sumOf = (telling: readonly Telling[]): number => telling.reduce((sum, { strength }) => sum + strength, 0)

function evidenceOf(contact: Contact, { sentence, likeness }: Telling): Evidence[] {
  const start = sentence.tokens[0]?.start
  const end = sentence.tokens.at(-1)?.end
  if (start === undefined || end === undefined) return []
  const source = sentence.part === 'subject' ? contact.subject : contact.text
  return [{ rule: `reader/${likeness}`, part: sentence.part, words: source.slice(start, end), start, end }]
}

/** Weighs the sentences of a contact, each by itself. */
export function readSentences(reader: SecondReader, contact: Contact, sentences: readonly Sentence[]): Weighed {
  const telling = sentences.flatMap((sentence) => tellingOf(reader, sentence) ?? [])
  const own = strongestOf(telling.filter(({ sentence }) => sentence.part !== 'quoted'), reader.settings.strongest)
  const quoted = strongestOf(telling.filter(({ sentence }) => sentence.part === 'quoted'), reader.settings.strongest)
  const hits = LIKENESSES.flatMap((likeness) => {
    const evidence = [...own, ...quoted].filter((one) => one.likeness === likeness).flatMap((one) => evidenceOf(contact, one))
    return evidence.length > 0 ? [{ likeness, evidence }] : []
  })
  return { own: sumOf(own), quoted: sumOf(quoted), hits }
}
