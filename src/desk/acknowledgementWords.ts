import type { Acknowledgement, BounceCause } from '../domain/acknowledgement'
import { londonDateTime } from './londonTime'

/** Reasons, by their code, for which the bare code would say too little. */
const REASONS: Readonly<Record<string, string>> = {
  auto_replied: 'the message is an automatic reply',
  auto_generated: 'the message was sent by a machine',
  rate_limited: 'this sender has had as many as may be sent for now',
  rate_limited_for_all: 'more were due at once than may be sent in an hour, so that mail may be going round in a loop',
  same_message: 'the same message reached us in another mailbox, or twice, and is acknowledged there',
  delivery_report: 'the message is a mail server’s report',
}

/** Each completes "It came back: …". */
export const BOUNCE_WORDS: Readonly<Record<BounceCause, string>> = {
  mailbox_full: 'the mailbox of the sender is full. The address is right, and may take mail again later',
  unknown_address: 'there is no such address, or it takes no mail',
  refused_by_policy: 'the sender’s mail system refused it by its own rules, such as a filter against spam',
  other: 'the mail system gave no reason that we know',
}

const reasonWords = (code: string | undefined): string =>
  code === undefined ? 'no reason was recorded' : REASONS[code] ?? code.replaceAll('_', ' ')

/** Whether the enquirer knows that we have their enquiry, in one sentence. */
export function acknowledgementWords(acknowledgement: Acknowledgement): string {
  const { state, reason, sentAt, delayedAt, bouncedAt, bounceCause } = acknowledgement
  switch (state) {
    case 'not_due':
      return `None is due: ${reasonWords(reason)}.`
    case 'pending':
      return acknowledgement.attempts === 0 ? 'Waiting to be sent.' : 'Not sent yet: the first try failed and it will be tried again.'
    case 'sending':
      return 'Being sent.'
    case 'sent':
      return [sentAt ? `Sent on ${londonDateTime(sentAt)}.` : 'Sent.', delayedAt && `A mail server reported on ${londonDateTime(delayedAt)} that it could not deliver it yet.`].filter(Boolean).join(' ')
    case 'suppressed':
      return `Held back: ${reasonWords(reason)}.`
    case 'unknown':
      return 'It is not known whether it was sent. The sender may not know that the message arrived.'
    case 'bounced':
      return `Sent, but it came back${bouncedAt ? ` on ${londonDateTime(bouncedAt)}` : ''}${bounceCause ? `: ${BOUNCE_WORDS[bounceCause]}` : ''}. The sender does not know that the message arrived.`
    case 'failed':
      return `It could not be sent: ${reasonWords(reason)}. The sender does not know that the message arrived.`
    default:
      return state satisfies never
  }
}

/** States in which a person must make sure that the enquirer is answered. */
export const isAcknowledgementFailed = (state: Acknowledgement['state']): boolean =>
  state === 'failed' || state === 'bounced' || state === 'unknown'
