import { SERVICE } from '../../config/service'
import type { Settings } from '../../config/env'
import type { Mailer } from '../acknowledgement/ports'
import { systemClock } from '../domain/clock'
import { quickMailer } from '../gateways/quickMailer'
import { type SmtpMailer, smtpMailer } from '../gateways/smtpMailer'

export interface Mailers {
  /** For acknowledgements: each waits as long as the server needs. */
  readonly toEnquirers: SmtpMailer
  /** Over connections of its own, and soon given up: an acknowledgement that hangs holds up nobody who is to be told of an urgent enquiry. */
  readonly toStaff: Mailer
  close(): void
}

/** Both ways out, through one mail server. */
export function openMailers({ SMTP_URL: url }: Settings): Mailers {
  const { silenceMs, sendMs, patienceMs, restMs } = SERVICE.staffMail
  const toEnquirers = smtpMailer({ url })
  const own = smtpMailer({ url, silenceMs, sendMs })
  return {
    toEnquirers,
    toStaff: quickMailer(own, { patienceMs, restMs, now: systemClock }),
    close: () => [toEnquirers, own].forEach((mailer) => mailer.close()),
  }
}
