import { randomBytes } from 'node:crypto'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import type { Signer } from '../acknowledgement/ports'
import type { SendAcknowledgementDeps } from '../acknowledgement/sendAcknowledgement'
import { systemClock } from '../domain/clock'
import type { LetterLayout } from '../domain/letter/letterLayout'
import { MailMemory } from '../email/ingest/mailMemory'
import { currentSettings } from '../email/reading/currentSettings'
import { IsolatedMessageReader } from '../email/reading/messageReader'
import { ProvenReader } from '../email/reading/provenReader'
import type { MailboxConnector } from '../email/mailboxPorts'
import type { MailReconciliationMeter } from '../email/reconciliation/ports'
import type { WatchMailboxDeps } from '../email/mailbox/watchMailbox'
import { imapMailbox } from '../gateways/imapMailbox'
import { OAuthTokens } from '../gateways/oauthTokens'
import { dkimSigner } from '../gateways/dkimSigner'
import type { SmtpMailer } from '../gateways/smtpMailer'
import { StoredAcknowledgedMessages } from '../store/acknowledgedMessages'
import { acknowledgementAlarm } from '../store/acknowledgementAlarm'
import { StoredAcknowledgementCaps } from '../store/acknowledgementCaps'
import { StoredAcknowledgementLedger } from '../store/acknowledgementLedger'
import { StoredEmailIntakes } from '../store/emailIntakes'
import { StoredLeases } from '../store/leases'
import { StoredMailboxBeats } from '../store/mailboxBeats'
import { StoredMailLedger } from '../store/mailLedger'
import { StoredMailGapCards, StoredMailRecords } from '../store/mailRecords'
import { StoredMailReplays } from '../store/mailReplays'
import { StoredRawMail } from '../store/rawMail'
import { mailReconciliationRecord } from '../store/reconciliationRuns'
import { mailboxPlaces, namedMailboxes } from './mailboxPlaces'
import type { Store } from './openStore'
import { serviceHours } from './serviceHours'

export interface MailExtras {
  /** What comes in is invented, and is shown so. */
  readonly demonstration?: boolean
  /** How letters are laid out, as it is in force when a message is read. @defaultValue as it was when the process started */
  readonly layout?: () => LetterLayout
}

/** What taking mail in needs, whichever mailbox it comes from. */
export function mailDeps(
  settings: Settings, { connection, sealer }: Store, log: Logger, { demonstration = false, layout }: MailExtras = {},
): Omit<WatchMailboxDeps, 'connector' | 'name' | 'reconciliation'> & { reader: ProvenReader } {
  return {
    beats: new StoredMailboxBeats(connection),
    replays: new StoredMailReplays(connection, systemClock),
    leases: new StoredLeases(connection, systemClock),
    ledger: new StoredMailLedger(connection, systemClock),
    rawMail: new StoredRawMail(connection, sealer),
    intakes: new StoredEmailIntakes(connection, sealer, systemClock, { demonstration }),
    reader: new ProvenReader({ reader: new IsolatedMessageReader({ settings: currentSettings({ authservId: settings.AUTHSERV_ID, layout }) }), now: systemClock }),
    own: { sender: settings.MAIL_FROM.address, addresses: mailboxPlaces(settings).map(({ place }) => place.account) },
    randomHex: () => randomBytes(16).toString('hex'),
    memory: new MailMemory(),
    now: systemClock,
    log,
  }
}

/** What comparing a mailbox with the store needs. */
export function mailReconciliation({ connection }: Store, meter: MailReconciliationMeter): WatchMailboxDeps['reconciliation'] {
  const { everyMs, windowMs, everythingEveryMs, finishMailWithinMs: finishWithinMs, lookWithinMs, alarmAfterMs } = SERVICE.reconciliation
  return {
    everyMs, windowMs, everythingEveryMs, finishWithinMs, lookWithinMs, alarmAfterMs, meter,
    records: new StoredMailRecords(connection),
    gapCards: new StoredMailGapCards(connection),
    runs: (place) => mailReconciliationRecord(connection, place),
  }
}

/** Every mailbox of the settings, in their order. One without a password in its address is opened by token. */
export function mailboxConnectors(settings: Settings): readonly { readonly name: string; readonly connector: MailboxConnector }[] {
  const tokens = accessTokens(settings)
  return namedMailboxes(settings).map(({ name, url }) => ({ name, connector: imapMailbox({ url, ...(tokens && { tokens }) }) }))
}

function accessTokens(settings: Settings): OAuthTokens | undefined {
  const { IMAP_OAUTH_TOKEN_URL: tokenUrl, IMAP_OAUTH_CLIENT_ID: clientId, IMAP_OAUTH_CLIENT_SECRET: clientSecret } = settings
  const { IMAP_OAUTH_SCOPE: scope, IMAP_OAUTH_REFRESH_TOKEN: refreshToken } = settings
  if (tokenUrl === undefined || clientId === undefined) return undefined
  return new OAuthTokens({
    tokenUrl, clientId,
    ...(clientSecret !== undefined && { clientSecret }),
    ...(scope !== undefined && { scope }),
    ...(refreshToken !== undefined && { refreshToken }),
  }, systemClock)
}

/** What acknowledging needs. */
export function acknowledgementDeps(settings: Settings, { connection, sealer }: Store, mailer: SmtpMailer, log: Logger): SendAcknowledgementDeps {
  const signer = signerOf(settings)
  const limits = { perSenderHour: settings.ACK_PER_SENDER_HOUR, perSenderDay: settings.ACK_PER_SENDER_DAY, globalHour: settings.ACK_GLOBAL_HOUR }
  return {
    ledger: new StoredAcknowledgementLedger(connection, sealer, systemClock),
    caps: new StoredAcknowledgementCaps(connection, sealer, limits, systemClock),
    acknowledged: new StoredAcknowledgedMessages(connection, systemClock),
    alarm: acknowledgementAlarm(connection),
    mailer,
    ...(signer && { signer }),
    letterhead: {
      from: settings.MAIL_FROM,
      helpline: asPeopleReadIt(settings.ADVICE_LINE_NUMBER),
      hours: serviceHours(settings),
    },
    now: systemClock,
    log,
  }
}

/** All three are set, or none: config/dkimShapes.ts. */
function signerOf({ DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_PRIVATE_KEY: privateKey }: Settings): Signer | undefined {
  return domain && selector && privateKey ? dkimSigner({ domain, selector, privateKey }) : undefined
}

const asPeopleReadIt = (number: string): string => parsePhoneNumberFromString(number)?.formatNational() ?? number
