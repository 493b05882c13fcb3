import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { parseSettings } from '../../../config/env'
import type * as MailRoom from '../../../src/compose/mailRoom'
import type * as OpenStore from '../../../src/compose/openStore'
import type * as Watch from '../../../src/email/mailbox/watchMailbox'
import { TEST_SETTINGS } from '../../support/settings'
import { FIRST_LETTER } from './messages'
import { runSide } from './side'

/** As it is shipped, so that reading processes start as they do there. */
const built = <T>(path: string): T => require(join(resolve(__dirname, '../../../dist'), path)) as T

/** Our own way of taking mail in: the watcher on one mailbox, up to the stored enquiry, and nothing that comes after. */
runSide(async ({ mongodbUri, imapUrl, messages }) => {
  const { mailboxConnectors, mailDeps, mailReconciliation } = built<typeof MailRoom>('src/compose/mailRoom.js')
  const { watchMailbox } = built<typeof Watch>('src/email/mailbox/watchMailbox.js')
  const parsed = parseSettings({ ...TEST_SETTINGS, MONGODB_URI: mongodbUri, IMAP_URL: imapUrl })
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  const log = pino({ level: 'silent' })
  const store = await built<typeof OpenStore>('src/compose/openStore.js').openStore(parsed.settings, log)
  const deps = mailDeps(parsed.settings, store, log)
  const [mailbox] = mailboxConnectors(parsed.settings)
  if (!mailbox) throw new Error('There is no mailbox.')
  await deps.reader.read(FIRST_LETTER)
  let watch: Watch.MailboxWatch | undefined
  return {
    run: async () => {
      let stored = 0
      const all = new Promise<void>((resolveAll) => {
        const insert = deps.intakes.insert.bind(deps.intakes)
        deps.intakes.insert = async (intakes) => {
          const insertions = await insert(intakes)
          stored += insertions.filter((insertion) => insertion === 'inserted').length
          if (stored === messages) resolveAll()
          return insertions
        }
      })
      watch = watchMailbox({ ...deps, ...mailbox, reconciliation: mailReconciliation(store, { gapFound: () => undefined }) })
      await all
    },
    close: async () => {
      await watch?.stop()
      await deps.reader.close()
      await store.connection.close()
    },
  }
})
