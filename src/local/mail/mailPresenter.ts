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
}

export interface LettersView {
  readonly summary: string
  readonly letters: readonly {
    readonly key: string
    readonly subject: string
    readonly from: string
    readonly text: string
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
  const letters = sent.toReversed().map(({ subject, fromName, fromAddress, text, at, messageId }) => ({
    key: messageId, subject, text, from: `${fromName} <${fromAddress}>`, ...times(at), replies: answers(messageId),
  }))
  const others = replies.filter(({ inReplyTo }) => inReplyTo === undefined || !known.has(inReplyTo))
  return { summary: summary(sent.length, replies.length), letters, others: others.toReversed().map(presentReply) }
}

const presentReply = ({ at, headers, text }: Reply): ReplyView => ({
  key: headers.find(({ name }) => name === 'Message-ID')?.value ?? at.toISOString(),
  title: headers.find(({ name }) => name === 'Subject')?.value ?? '(no subject)', headers, text, ...times(at),
})

const times = (at: Date) => ({ time: clockTime.format(at), isoTime: at.toISOString() })

const counted = (count: number, one: string, many: string): string => `${count === 0 ? 'No' : count} ${count === 1 ? one : many}`

function summary(sent: number, answered: number): string {
  if (sent + answered === 0) return 'Nothing was sent yet.'
  return `${counted(sent, 'message', 'messages')} sent, ${counted(answered, 'answer', 'answers').toLowerCase()} received.`
}
