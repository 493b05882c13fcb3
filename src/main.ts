import { settingsOrExit } from '../config/env'
import { couldNotStart } from './compose/couldNotStart'
import { startWeb } from './compose/startWeb'
import { createLogger } from './operations/logger'
import { stopOnSignal } from './operations/stopInOrder'

/** The web process: answers calls and serves the desk. */
async function main(): Promise<void> {
  const settings = settingsOrExit()
  const log = createLogger('web', settings.LOG_LEVEL)
  const web = await startWeb(settings, { log })
  stopOnSignal(async () => web.stop(), log)
}

main().catch((error: unknown) => {
  couldNotStart(createLogger('web', 'info'), error)
  process.exit(1)
})
