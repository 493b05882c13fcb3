import type { SentLetter } from './letterFolder'
import type { Reply } from './readReply'

interface ReplyView {
  /** Tells one from another, from one look at the page to the next. */
  readonly key: string
  readonly title: string
  readonly time: string
  readonly isoTime: string
  readonly headers: Reply['headers']
  readonly text: string
  /** Where it is answered; absent when it has no name to answer by. */
  readonly answerHref: string | undefined
}

export interface LettersView {
  readonly summary: string
  readonly letters: readonly {
    readonly key: string
    readonly subject: string
    readonly from: string
    readonly text: string
    /** What went with it, and how it was written; empty for plain words alone. */
    readonly notes: string
    readonly time: string
    readonly isoTime: string
    readonly replies: readonly ReplyView[]
  }[]
  /** Mail that answers no letter of this page, such as a second try after a lost answer. */
  readonly others: readonly ReplyView[]
}

const clockTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'Europe/London',
})

/** The letters with their answers, newest first. */
export function presentLetters(sent: readonly SentLetter[], replies: readonly Reply[]): LettersView {
  const known = new Set(sent.map(({ messageId }) => messageId))
  const answers = (messageId: string) => replies.filter(({ inReplyTo }) => inReplyTo === messageId).map(presentReply)
  const letters = sent.toReversed().map(({ subject, fromName, fromAddress, text, at, messageId, ...how }) => ({
    key: messageId, subject, text, notes: notes(how), from: `${fromName} <${fromAddress}>`, ...times(at), replies: answers(messageId),
  }))
  const others = replies.filter(({ inReplyTo }) => inReplyTo === undefined || !known.has(inReplyTo))
  return { summary: summary(sent.length, replies.length), letters, others: others.toReversed().map(presentReply) }
}

const presentReply = ({ at, headers, text, messageId, subject }: Reply): ReplyView => ({
  key: messageId ?? at.toISOString(),
  title: subject === '' ? '(no subject)' : subject,
  headers, text, ...times(at),
  answerHref: messageId === undefined ? undefined : `/local/mail?answer=${encodeURIComponent(messageId)}#write`,
})

function notes({ format, inReplyTo, fileNames = [] }: Pick<SentLetter, 'format' | 'inReplyTo' | 'fileNames'>): string {
  return [
    ...(inReplyTo === undefined ? [] : ['In answer to the advice line.']),
    ...(format === 'html' ? ['Sent as HTML.'] : []),
    ...(fileNames.length === 0 ? [] : [`With ${fileNames.join(', ')}.`]),
  ].join(' ')
}

const times = (at: Date) => ({ time: clockTime.format(at), isoTime: at.toISOString() })

const counted = (count: number, one: string, many: string): string => `${count === 0 ? 'No' : count} ${count === 1 ? one : many}`

function summary(sent: number, answered: number): string {
  if (sent + answered === 0) return 'Nothing was sent yet.'
  return `${counted(sent, 'message', 'messages')} sent, ${counted(answered, 'answer', 'answers').toLowerCase()} received.`
}
