import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import type { Operations, QuietMailboxes } from '../desk/operationsPorts'
import { quietSince } from '../domain/mailboxWatch'
import { operationsReport } from '../store/operationsReport'
import { mailboxPlaces } from './mailboxPlaces'
import type { Store } from './openStore'

export const operations = (settings: Settings, { connection }: Pick<Store, 'connection'>): Operations =>
  operationsReport(connection, mailboxPlaces(settings))

/** @param from when this process started: before, nobody could have told it of a mailbox */
export const quietMailboxes = ({ mailboxes }: Pick<Operations, 'mailboxes'>, from: Date): QuietMailboxes => ({
  quiet: async (now) => (await mailboxes()).flatMap((mailbox) => {
    const since = quietSince(mailbox, from, now, SERVICE.mailboxQuietMs)
    return since ? [{ ...mailbox, quietSince: since }] : []
  }),
})
