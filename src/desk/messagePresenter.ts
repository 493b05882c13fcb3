import type { EmailContact, Protection, TextPart } from '../domain/email'
import { type AttachmentView, attachmentViews, sizeWords } from './attachmentPresenter'
import { amountWords, foldAt } from './foldLongText'
import { highlight, type Mark, type Segment } from './highlight'
import { paths } from './paths'

/** A part of a message. What is not new, or goes on for very long, is folded away, and opens by its title. */
export interface WordsView {
  readonly segments: readonly Segment[]
  /** Absent where the part stands open. */
  readonly folded: string | undefined
}

export interface MessageView {
  readonly subject: readonly Segment[]
  readonly words: readonly WordsView[]
  /** Said instead of the words, where there are none. */
  readonly wordless: string | undefined
  /** What keeps its words, or some of them, from being read here. */
  readonly cautions: readonly string[]
  readonly attachments: readonly AttachmentView[]
  /** Where the whole message can be saved from; absent when that is nobody's business. */
  readonly originalHref: string | undefined
  readonly originalWords: string
}

/** A message in its parts: what is new open, as far as it is not very long, the rest one click away, with the evidence marked in all of it. */
export function messageView(intakeId: string, email: EmailContact, marks: readonly Mark[], maySave: boolean): MessageView {
  return {
    subject: highlight(email.subject, 'subject', marks),
    words: email.text.trim() === '' ? [] : partsOf(email).flatMap((part) => wordsViews(email.text, part, marks)),
    wordless: wordlessWords(email),
    cautions: cautions(email),
    attachments: attachmentViews(intakeId, email.attachments, maySave),
    originalHref: maySave ? paths.original(intakeId) : undefined,
    originalWords: `The whole message as it came (${sizeWords(email.size)})`,
  }
}

const PROTECTION_WORDS: Readonly<Record<Protection, string>> = {
  encrypted: 'This message is encrypted, for a key that this service does not have. Open it by hand in the mailbox that has the key.',
  signed: 'This message is signed. The signature was not verified.',
  signed_opaque: 'What was written lies inside the file of a signature. Save the whole message and open it in a mail program. The signature was not verified.',
}

function cautions({ unreadable, protection, portal, attachments }: EmailContact): readonly string[] {
  return [
    ...(portal === undefined ? [] : [`This is a notice of ${portal}. What was written was not retrieved: open it by hand in the portal.`]),
    ...(protection === undefined ? [] : [PROTECTION_WORDS[protection]]),
    ...(attachments.some(({ type }) => type === 'winmail') ? [WINMAIL] : []),
    ...(unreadable === undefined || protection === 'encrypted' || protection === 'signed_opaque' ? [] : [UNREADABLE]),
  ]
}

const WINMAIL = 'The file winmail.dat is this message as Outlook packs it: files that were attached, and words, may lie in it and nowhere else. ' +
  'Save it and open it with Outlook, or with a program that unpacks winmail.dat. If neither is at hand, ask the sender, where that is safe, to send it again as plain text or HTML.'

/** A message that could be read and holds nothing; what could not be read says so itself. */
function wordlessWords({ text, unreadable, attachments }: EmailContact): string | undefined {
  if (text.trim() !== '' || unreadable !== undefined) return undefined
  return attachments.length === 0 ? 'This message has no words.' : 'This message has no words. See what is attached.'
}

const UNREADABLE = 'This message could not be read by machine, or not all of it. A person must open the original.'

const partsOf = ({ text, parts }: EmailContact): readonly TextPart[] =>
  (parts.length > 0 ? parts : [{ kind: 'new', start: 0, end: text.length }])

function wordsViews(text: string, part: TextPart, marks: readonly Mark[]): readonly WordsView[] {
  const segments = highlight(text, 'text', marks, part)
  const folded = foldedTitle(part.kind, segments.some(({ marks: found }) => found.length > 0))
  const cut = folded === undefined ? foldAt(text, part) : undefined
  if (cut === undefined) return [{ segments, folded }]
  const rest = highlight(text, 'text', marks, { start: cut, end: part.end })
  return [
    { segments: highlight(text, 'text', marks, { start: part.start, end: cut }), folded: undefined },
    { segments: rest, folded: restTitle(text.slice(cut, part.end), rest) },
  ]
}

function restTitle(text: string, segments: readonly Segment[]): string {
  const marked = segments.filter(({ marks }) => marks.length > 0).length
  const found = marked === 0 ? '' : `; the rules marked ${marked} ${marked === 1 ? 'passage' : 'passages'} in it`
  return `The rest of the message: ${amountWords(text)}${found}`
}

function foldedTitle(kind: TextPart['kind'], isMarked: boolean): string | undefined {
  switch (kind) {
    case 'new': return undefined
    case 'quoted': return isMarked ? 'Earlier mail, quoted: the rules found something in it' : 'Earlier mail, quoted'
    case 'hidden': return 'Hidden in the message: whoever opens it does not see these words'
    // The rules found something in it, so it is more than that.
    case 'signature': return isMarked ? undefined : 'Signature or standing notice'
    default: return kind satisfies never
  }
}
