import type { TextPart } from '../email'
import type { LetterLayout } from './letterLayout'
import { type Line, linesOf, piecesIn, startsWithAny } from './lines'
import { isQuotedLine, MARK_INITIALS, markInitials, quoteMarkAt } from './quoteMarks'
import { signatureLines } from './signatures'

/** What a message is, as far as its layout matters. */
export interface Letter {
  /** The sender's name. */
  readonly from: string
  readonly subject: string
  readonly text: string
}

type Kind = TextPart['kind']

/** A line that points to what stands below it is no longer (characters). */
const POINTER_LENGTH = 200
/** No answer between the lines of another mail has so many. Each is stored, read and shown, so a message made of a hundred thousand is all new. */
const MOST_PARTS = 200

/**
 * Cuts a message into what its sender wrote for us now, what is quoted, and signatures with legal banners. Every character
 * is in exactly one part. Forwarded mail is new: it is what the message is about. So is whatever is not surely something
 * else, and all of it when nothing new would be left.
 */
export function separateParts(letter: Letter, layout: LetterLayout): TextPart[] {
  const lines = linesOf(letter.text)
  const kinds = kindsOf(letter, lines, layout)
  const parts = joined(lines, isAnyNew(lines, kinds) ? kinds : lines.map(() => 'new'))
  return parts.length > MOST_PARTS ? [{ kind: 'new', start: 0, end: letter.text.length }] : parts
}

const kindsOf = (letter: Letter, lines: readonly Line[], layout: LetterLayout): readonly Kind[] => new Separation(letter, lines, layout).kinds()

const isAnyNew = (lines: readonly Line[], kinds: readonly Kind[]): boolean => lines.some(({ bare }, index) => kinds[index] === 'new' && bare !== '')

/** Whether all of a message is quoted, or stands in a signature or a banner: its sender wrote nothing, or it was lost on the way. */
export function isNothingNew(letter: Letter, layout: LetterLayout): boolean {
  const lines = linesOf(letter.text)
  return !isAnyNew(lines, kindsOf(letter, lines, layout))
}

class Separation {
  private readonly found: Kind[] = []
  private readonly passedOn: boolean
  private readonly initials: ReadonlySet<string>
  /** The sender said that what stands below is to be read. */
  private wanted = false

  constructor(private readonly letter: Letter, private readonly lines: readonly Line[], private readonly layout: LetterLayout) {
    this.passedOn = startsWithAny(letter.subject.slice(0, POINTER_LENGTH).trim().toLowerCase(), layout.forwardSubjects)
    this.initials = markInitials(layout)
  }

  kinds(): readonly Kind[] {
    let at = 0
    for (let line = this.lines[at]; line; line = this.lines[at]) {
      const mark = this.initials.has(line.bare.slice(0, MARK_INITIALS)) ? quoteMarkAt(this.lines, at, this.layout) : undefined
      if (mark && mark.kind !== 'quoted_lines') {
        this.endOwnAboveQuote(mark.at)
        this.fill(this.lines.length, mark.kind === 'forwarded' || this.isNew() ? 'new' : 'quoted')
        return this.found
      }
      if (mark || isQuotedLine(line)) {
        this.endOwnAboveQuote(at)
        this.fill(mark?.after ?? at + 1, this.isNew() ? 'new' : 'quoted')
        at = this.found.length
      } else at += 1
    }
    // Passed on without any mark: where it begins is not known, so nothing in it is a signature.
    if (this.passedOn && this.found.length === 0) this.fill(this.lines.length, 'new')
    else this.endOwn(this.ownUpTo(at))
    return this.found
  }

  private isNew(): boolean {
    return this.passedOn || this.wanted
  }

  /** Lines of the sender's own since the last quotation. */
  private ownUpTo(end: number): readonly Line[] {
    return this.lines.slice(this.found.length, end)
  }

  private endOwnAboveQuote(end: number): void {
    const own = this.ownUpTo(end)
    this.wanted ||= piecesIn(own.filter(({ bare }) => bare.length < POINTER_LENGTH), this.layout.pointsBelow).length > 0
    this.endOwn(own)
  }

  private endOwn(own: readonly Line[]): void {
    const { letter: { text, from } } = this
    if (own.length > 0) for (const is of signatureLines({ text, own, from }, this.layout)) this.found.push(is ? 'signature' : 'new')
  }

  private fill(until: number, kind: Kind): void {
    while (this.found.length < until) this.found.push(kind)
  }
}

function joined(lines: readonly Line[], kinds: readonly Kind[]): TextPart[] {
  const parts: { kind: Kind; start: number; end: number }[] = []
  lines.forEach(({ start, end, bare }, index) => {
    const last = parts.at(-1)
    const kind = kinds[index] ?? 'new'
    // An empty line belongs to what stands above it.
    if (last && (last.kind === kind || bare === '')) last.end = end
    else parts.push({ kind, start, end })
  })
  return parts
}
