import type { EmailIntake, Intake } from '../domain/intake'
import type { NewWords } from './linkKeys'

/** What an enquiry says that no other said before it, and what people wrote down about it. */
export function newWords(intake: Intake, notes: readonly string[]): NewWords {
  const { receivedAt: saidAt } = intake
  if (intake.channel === 'email') {
    const { email: { from, subject } } = intake
    const text = [subject, ownText(intake), ...notes].join('\n\n')
    return { text, saidAt, numbers: [], ...(from && { sender: from.address }) }
  }
  const { from, callerWithheld, callback } = intake.telephony
  const numbers = [callerWithheld ? undefined : from, callback?.number].filter((number) => number !== undefined)
  return { text: notes.join('\n\n'), saidAt, numbers }
}

/** Forwarded mail is new; what is quoted was read with the message that it quotes. */
const ownText = ({ email: { text, parts } }: EmailIntake): string =>
  parts.length === 0 ? text : parts.flatMap(({ kind, start, end }) => (kind === 'new' ? [text.slice(start, end)] : [])).join('\n')
