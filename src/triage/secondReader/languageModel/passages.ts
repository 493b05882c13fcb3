import type { Contact } from '../../decide/message'
import type { Sentence } from '../../text/sentences'
import type { WordPieces } from './wordPieces'

/** A sentence of a passage, and which of the passage's pieces are its own. */
export interface Span {
  readonly sentence: Sentence
  readonly from: number
  readonly to: number
}

/** What is read at once: the sentences of a paragraph, or as many of a long one as fit. */
export interface Passage {
  /** Word pieces by number, with the marks that begin and end a passage. */
  readonly pieces: readonly number[]
  readonly spans: readonly Span[]
  /** It is earlier mail that is quoted. */
  readonly isQuoted: boolean
}

/** As many pieces as the model was trained to read at once, with its two marks. */
const LONGEST = 256
/** No sentence of sixty words has more characters than this that tell anything. */
const MOST_CHARACTERS = 2_000
const BETWEEN_PARAGRAPHS = /\n[^\S\n]*\n/
/** What ends a sentence belongs to it: a question mark tells something. */
const CLOSING_MARKS = /^[^\s\p{L}\p{N}]{1,3}/u

const sourceOf = ({ subject, text }: Contact, { part }: Sentence): string => (part === 'subject' ? subject : text)
const startOf = ({ tokens }: Sentence): number => tokens[0]?.start ?? 0
const endOf = ({ tokens }: Sentence): number => tokens.at(-1)?.end ?? 0

/** Printers' marks, which mail programs put in place of those on the keyboard: all that the model learned from has the latter. */
const asTyped = (words: string): string => words.replaceAll(/[‘’ʼ]/g, "'").replaceAll(/[“”]/g, '"')

/** The words of a sentence as they were typed, with what closes it. */
export function writtenWords(contact: Contact, sentence: Sentence): string {
  const source = sourceOf(contact, sentence)
  const end = endOf(sentence)
  const [closing = ''] = CLOSING_MARKS.exec(source.slice(end, end + 3)) ?? []
  return asTyped(source.slice(startOf(sentence), end) + closing)
}

function beginsParagraph(contact: Contact, before: Sentence, sentence: Sentence): boolean {
  if (before.part !== sentence.part || startOf(sentence) < endOf(before)) return true
  return BETWEEN_PARAGRAPHS.test(sourceOf(contact, sentence).slice(endOf(before), startOf(sentence)))
}

const isQuoted = ([first]: readonly Sentence[]): boolean => first?.part === 'quoted'

/** The sentences by paragraph, in their order. */
export function paragraphsOf(contact: Contact, sentences: readonly Sentence[]): readonly (readonly Sentence[])[] {
  const paragraphs: Sentence[][] = []
  sentences.forEach((sentence, at) => {
    const before = sentences[at - 1]
    if (before === undefined || beginsParagraph(contact, before, sentence)) paragraphs.push([sentence])
    else paragraphs.at(-1)?.push(sentence)
  })
  return paragraphs
}

/**
 * Cuts a contact into what is read at once, what its sender says now before what they quote. A paragraph is read by itself, so
 * that the order of paragraphs changes nothing of what each says.
 */
export function* passagesOf(pieces: WordPieces, contact: Contact, sentences: readonly Sentence[]): Generator<Passage> {
  const { begin, end } = pieces.marks
  const paragraphs = paragraphsOf(contact, sentences)
  for (const paragraph of [...paragraphs.filter((one) => !isQuoted(one)), ...paragraphs.filter(isQuoted)]) {
    const quoted = isQuoted(paragraph)
    let read: number[] = [begin]
    let spans: Span[] = []
    for (const sentence of paragraph) {
      const own = pieces.of(writtenWords(contact, sentence).slice(0, MOST_CHARACTERS)).slice(0, LONGEST - 2)
      if (own.length === 0) continue
      if (read.length + own.length >= LONGEST) {
        yield { pieces: [...read, end], spans, isQuoted: quoted }
        read = [begin]
        spans = []
      }
      spans.push({ sentence, from: read.length, to: read.length + own.length })
      read.push(...own)
    }
    if (spans.length > 0) yield { pieces: [...read, end], spans, isQuoted: quoted }
  }
}
