import { settingsOrExit } from '../config/env'
import { startWorkers } from '../src/compose/startWorkers'
import { createLogger } from '../src/operations/logger'
import { stopOnSignal } from '../src/operations/stopInOrder'

/** The workers process: polls the mailbox, sweeps, triages, allocates, acknowledges. */
async function main(): Promise<void> {
  const settings = settingsOrExit()
  const log = createLogger('workers', settings.LOG_LEVEL)
  const workers = await startWorkers(settings, { log })
  stopOnSignal(async () => workers.stop(), log)
}

main().catch((error: unknown) => {
  createLogger('workers', 'info').fatal({ err: error }, 'the workers process could not start')
  process.exit(1)
})
