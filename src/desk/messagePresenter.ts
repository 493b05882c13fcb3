import type { EmailContact, TextPart } from '../domain/email'
import { highlight, type Mark, type Segment } from './highlight'

/** A part of a message. What is not new is folded away, and opens by its title. */
export interface WordsView {
  readonly segments: readonly Segment[]
  /** Absent where the part stands open. */
  readonly folded: string | undefined
}

export interface MessageView {
  readonly subject: readonly Segment[]
  readonly words: readonly WordsView[]
  readonly unreadable: string | undefined
  readonly attachments: readonly string[]
}

/** A message in its parts: what is new open, the rest one click away, with the evidence marked in all of it. */
export function messageView(email: EmailContact, marks: readonly Mark[]): MessageView {
  return {
    subject: highlight(email.subject, 'subject', marks),
    words: partsOf(email).map((part) => wordsView(email.text, part, marks)),
    unreadable: email.unreadable === undefined
      ? undefined
      : 'This message could not be read by machine. A person must open the original.',
    attachments: email.attachments.map(({ filename, size }) => `${filename} (${sizeWords(size)})`),
  }
}

const partsOf = ({ text, parts }: EmailContact): readonly TextPart[] =>
  (parts.length > 0 ? parts : [{ kind: 'new', start: 0, end: text.length }])

function wordsView(text: string, part: TextPart, marks: readonly Mark[]): WordsView {
  const segments = highlight(text, 'text', marks, part)
  return { segments, folded: foldedTitle(part.kind, segments.some(({ marks: found }) => found.length > 0)) }
}

function foldedTitle(kind: TextPart['kind'], isMarked: boolean): string | undefined {
  switch (kind) {
    case 'new': return undefined
    case 'quoted': return isMarked ? 'Earlier mail, quoted: the rules found something in it' : 'Earlier mail, quoted'
    case 'signature': return 'Signature or standing notice'
    default: return kind satisfies never
  }
}

const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
