import { randomBytes } from 'node:crypto'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { englishTemplate } from '../acknowledgement/acknowledgementTemplate'
import type { SendAcknowledgementDeps } from '../acknowledgement/sendAcknowledgement'
import { systemClock } from '../domain/clock'
import { IsolatedMessageReader } from '../email/messageReader'
import type { WatchMailboxDeps } from '../email/watchMailbox'
import { imapMailbox } from '../gateways/imapMailbox'
import type { SmtpMailer } from '../gateways/smtpMailer'
import { StoredAcknowledgementCaps } from '../store/acknowledgementCaps'
import { StoredAcknowledgementLedger } from '../store/acknowledgementLedger'
import { StoredEmailIntakes } from '../store/emailIntakes'
import { StoredLeases } from '../store/leases'
import { StoredMailLedger } from '../store/mailLedger'
import { StoredRawMail } from '../store/rawMail'
import type { Store } from './openStore'
import { serviceHours } from './serviceHours'

/** What keeping a mailbox in step needs. */
export function mailboxDeps(
  settings: Settings, { connection, sealer }: Store, log: Logger, { demonstration = false } = {},
): WatchMailboxDeps & { reader: IsolatedMessageReader } {
  const connector = imapMailbox({ url: settings.IMAP_URL })
  return {
    connector,
    leases: new StoredLeases(connection, systemClock),
    ledger: new StoredMailLedger(connection, systemClock),
    rawMail: new StoredRawMail(connection, sealer),
    intakes: new StoredEmailIntakes(connection, sealer, systemClock, { demonstration }),
    reader: new IsolatedMessageReader(),
    own: { sender: settings.MAIL_FROM.address, addresses: [connector.account] },
    randomHex: () => randomBytes(16).toString('hex'),
    now: systemClock,
    log,
  }
}

/** What acknowledging needs. */
export function acknowledgementDeps(settings: Settings, { connection, sealer }: Store, mailer: SmtpMailer, log: Logger): SendAcknowledgementDeps {
  const limits = { perSenderHour: settings.ACK_PER_SENDER_HOUR, perSenderDay: settings.ACK_PER_SENDER_DAY, globalHour: settings.ACK_GLOBAL_HOUR }
  return {
    ledger: new StoredAcknowledgementLedger(connection, sealer, systemClock),
    caps: new StoredAcknowledgementCaps(connection, sealer, limits, systemClock),
    mailer,
    letterhead: {
      from: settings.MAIL_FROM,
      template: englishTemplate(asPeopleReadIt(settings.ADVICE_LINE_NUMBER)),
      hours: serviceHours(settings).inWords,
    },
    now: systemClock,
    log,
  }
}

const asPeopleReadIt = (number: string): string => parsePhoneNumberFromString(number)?.formatNational() ?? number
