import { DANGERS, INDICATORS, WHOLES } from '../heads'
import type { Opened } from '../hear'
import type { SentenceScores } from '../scoreWords'
import type { Sentence } from '../../text/sentences'
import type { LanguageModel, PieceScores } from './languageModel'
import { passagesOf } from './passages'
import type { Passage, Span } from './passages'

/** What sentences read like beside each other (log-odds). */
export interface InContext {
  /** Undefined of a sentence that was not read. */
  readonly of: (sentence: Sentence) => SentenceScores | undefined
  /** All that the sender says now, by the heads of WHOLES; absent where not all of it was read. */
  readonly whole?: Float64Array
}

/** More passages, or pieces, than this take seconds of everybody's time: what stands after them is read by its words alone. */
const MOST_PASSAGES = 64
const MOST_PIECES = 6_000

const SENTENCE_HEADS = DANGERS.heads.length + INDICATORS.heads.length
const WHOLE_HEADS = WHOLES.heads.length

/** Whether scores of so many pieces are of the heads that are read here. */
export const fitsHeads = ({ sentences, wholes, passage }: PieceScores, pieces: number): boolean =>
  sentences.length === pieces * SENTENCE_HEADS && wholes.length === pieces * WHOLE_HEADS && passage.length === WHOLE_HEADS

/** The mean of the rows from one up to another. */
function meanOf(rows: Float32Array, width: number, from: number, to: number): Float64Array {
  const mean = new Float64Array(width)
  for (let row = from; row < to; row += 1) {
    for (let place = 0; place < width; place += 1) mean[place] = (mean[place] ?? 0) + (rows[row * width + place] ?? 0) / (to - from)
  }
  return mean
}

function scoresOf({ sentences }: PieceScores, { from, to }: Span): SentenceScores {
  const scores = meanOf(sentences, SENTENCE_HEADS, from, to)
  return { dangers: scores.subarray(0, DANGERS.heads.length), indicators: scores.subarray(DANGERS.heads.length) }
}

/** Adds up what passages say of the whole, each piece as much as any other. */
class Whole {
  private readonly ofPieces = new Float64Array(WHOLE_HEADS)
  private readonly ofPassages = new Float64Array(WHOLE_HEADS)
  private pieces = 0
  private passages = 0

  add({ spans }: Passage, { wholes, passage }: PieceScores): void {
    const [from, to] = [spans[0]?.from ?? 0, spans.at(-1)?.to ?? 0]
    meanOf(wholes, WHOLE_HEADS, from, to).forEach((score, place) => { this.ofPieces[place] = (this.ofPieces[place] ?? 0) + score * (to - from) })
    passage.forEach((score, place) => { this.ofPassages[place] = (this.ofPassages[place] ?? 0) + score })
    this.pieces += to - from
    this.passages += 1
  }

  scores(): Float64Array | undefined {
    return this.passages === 0 ? undefined : this.ofPieces.map((score, place) => score / this.pieces + (this.ofPassages[place] ?? 0) / this.passages)
  }
}

function check(scores: PieceScores, pieces: number): PieceScores {
  // What is no number would count as nothing said, of danger too.
  const areNumbers = [scores.sentences, scores.wholes, scores.passage].every((all) => all.every(Number.isFinite))
  if (!areNumbers || !fitsHeads(scores, pieces)) throw new Error('the language model gave what are no scores')
  return scores
}

/** Reads a contact's sentences, each in the light of those beside it in its paragraph. Rejects where the model fails. */
export async function readInContext(model: LanguageModel, { contact, sentences }: Opened): Promise<InContext> {
  const read = new Map<Sentence, SentenceScores>()
  const whole = new Whole()
  let [passages, pieces, isAll] = [0, 0, true]
  for (const passage of passagesOf(model.pieces, contact, sentences)) {
    passages += 1
    pieces += passage.pieces.length
    if (passages > MOST_PASSAGES || pieces > MOST_PIECES) {
      isAll = passage.isQuoted
      break
    }
    const scores = check(await model.read(passage.pieces), passage.pieces.length)
    for (const span of passage.spans) read.set(span.sentence, scoresOf(scores, span))
    if (!passage.isQuoted) whole.add(passage, scores)
  }
  // What was not read might say another thing.
  const scores = isAll ? whole.scores() : undefined
  return { of: (sentence) => read.get(sentence), ...(scores && { whole: scores }) }
}
