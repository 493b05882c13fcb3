import type { Mailer, SendOutcome } from '../acknowledgement/ports'
import type { Clock } from '../domain/clock'

interface QuickSettings {
  /** How long somebody may have waited in vain before the others are spared it, in milliseconds. */
  readonly patienceMs: number
  /** How long they are spared it, in milliseconds. */
  readonly restMs: number
  readonly now: Clock
}

/**
 * A mail server that does not answer holds up one mail and not those behind it: whoever comes in the time after is told at once that
 * it cannot be sent now, and goes on by another way, or tries again. For mail to staff, behind which somebody else may wait to be rung.
 */
export function quickMailer(mailer: Mailer, { patienceMs, restMs, now }: QuickSettings): Mailer {
  let restsUntil = 0
  return {
    build: async (message) => mailer.build(message),
    send: async (to, raw): Promise<SendOutcome> => {
      const begun = now().getTime()
      if (begun < restsUntil) return { kind: 'not_now', code: 'mail_rests' }
      const outcome = await mailer.send(to, raw)
      const ended = now().getTime()
      if (outcome.kind !== 'sent' && ended - begun >= patienceMs) restsUntil = ended + restMs
      return outcome
    },
  }
}
