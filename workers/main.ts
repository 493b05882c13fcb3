import { settingsOrExit } from '../config/env'
import { couldNotStart } from '../src/compose/couldNotStart'
import { startWorkers } from '../src/compose/startWorkers'
import { createLogger } from '../src/operations/logger'
import { stopOnSignal } from '../src/operations/stopInOrder'

/** The workers process: polls the mailbox, sweeps, triages, allocates, acknowledges. */
async function main(): Promise<void> {
  const settings = settingsOrExit()
  const log = createLogger('workers', settings.LOG_LEVEL)
  const starting = startWorkers(settings, { log })
  // By a signal alone, not whenever a file is written: half of a change must never be read. One that comes during the start waits for its end.
  process.on('SIGHUP', () => void starting.then((workers) => workers.changeRules(), () => undefined))
  const workers = await starting
  stopOnSignal(async () => workers.stop(), log)
}

main().catch((error: unknown) => {
  couldNotStart(createLogger('workers', 'info'), error)
  process.exit(1)
})
