import { rereadingSettingsOrExit } from '../config/env'
import { systemClock } from './domain/clock'
import { connectStore } from './store/connection'
import { intakeModel } from './store/intakeModel'
import { prepareCollections } from './store/prepareCollections'
import { StoredRereading } from './store/rereading'
import { isTriageAgain, runTriageAgain, TRIAGE_AGAIN_USAGE } from './triage/again/triageAgainCommand'
import { judgesInFolder } from './triage/again/judgesInFolder'

/** `npm run triage:again`: has open enquiries read again once rules were changed. */
async function main(): Promise<void> {
  const argv = process.argv.slice(2)
  // Whoever asks how to use it has no database to name yet.
  if (!isTriageAgain(argv)) {
    process.stdout.write(TRIAGE_AGAIN_USAGE)
    process.exitCode = 2
    return
  }
  const settings = rereadingSettingsOrExit()
  const inForce = judgesInFolder(settings.SECOND_READER)
  const connection = await connectStore(settings.MONGODB_URI)
  try {
    await prepareCollections(connection)
    process.exitCode = await runTriageAgain({ rereading: new StoredRereading(intakeModel(connection), systemClock), inForce }, argv, process.stdout)
  } finally {
    await connection.close()
  }
}

main().catch((error: unknown) => {
  const isOfRules = error instanceof Error && error.name === 'RulesError'
  process.stderr.write(isOfRules ? `${error.message}\n` : `The enquiries could not be reached: ${error instanceof Error ? error.name : 'unknown cause'}. Is MONGODB_URI right, and does MongoDB answer?\n`)
  process.exitCode = 1
})
