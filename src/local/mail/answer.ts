import type { Letter } from './letter'
import type { SentLetter } from './letterFolder'
import type { Reply } from './readReply'

/** A message of the advice line that is about to be answered. */
export interface Answered {
  readonly subject: string
  /** Everything that an answer names, the oldest first, and the message itself last. */
  readonly references: readonly string[]
}

export function answered(replies: readonly Reply[], messageId: string): Answered | undefined {
  const reply = replies.find((one) => one.messageId === messageId)
  return reply && { subject: reply.subject, references: [...reply.references, messageId] }
}

/** An answer as a mail program begins it: from whoever it was sent to, under its subject, with its words quoted. */
export function beginAnswer(reply: Reply, messageId: string, letters: readonly SentLetter[]): Letter {
  const letter = letters.find((one) => one.messageId === reply.inReplyTo)
  return {
    fromName: letter?.fromName ?? '',
    fromAddress: letter?.fromAddress ?? reply.to[0] ?? '',
    subject: /^re:/i.test(reply.subject) ? reply.subject : `Re: ${reply.subject}`,
    text: `\n\nThe advice line wrote:\n${reply.text.trimEnd().split(/\r?\n/).map((line) => `> ${line}`.trimEnd()).join('\n')}`,
    inReplyTo: messageId,
  }
}
