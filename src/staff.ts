import { bankHolidays } from '../config/bankHolidays'
import { accountsSettingsOrExit } from '../config/env'
import { SERVICE } from '../config/service'
import { argon2Passwords } from './access/passwords'
import { runStaffCommand, staffCommandProblem } from './access/staffCommand'
import { dutyCommandProblem, isDutyCommand, runDutyCommand } from './allocation/duty/dutyCommand'
import { uncoveredWithout } from './allocation/duty/leftUncovered'
import { holidaysOf } from './domain/bankHolidays'
import { systemClock } from './domain/clock'
import { type OpeningHours, openingHours } from './domain/openingHours'
import { connectStore, type StoreConnection } from './store/connection'
import { prepareCollections } from './store/prepareCollections'
import { StoredStaffFacts } from './store/staffFacts'
import { staffRepository } from './store/staffRepository'

/** `npm run staff`: the first accounts, made where nobody can sign in yet, and what allocation knows of the people. */
async function main(): Promise<void> {
  const argv = process.argv.slice(2)
  // Whoever asks how to use it has no database to name yet.
  const problem = isDutyCommand(argv) ? dutyCommandProblem(argv) : staffCommandProblem(argv)
  if (problem !== undefined) {
    process.stdout.write(problem)
    process.exitCode = 2
    return
  }
  const settings = accountsSettingsOrExit()
  const connection = await connectStore(settings.MONGODB_URI)
  try {
    await prepareCollections(connection)
    process.exitCode = await carryOut(connection, openingHours(settings.SERVICE_HOURS, holidaysOf(bankHolidays(), settings.BANK_HOLIDAYS)), argv)
  } finally {
    await connection.close()
  }
}

async function carryOut(connection: StoreConnection, hours: OpeningHours, argv: readonly string[]): Promise<number> {
  const facts = new StoredStaffFacts(connection, systemClock)
  if (isDutyCommand(argv)) {
    return runDutyCommand({ staff: facts, hours, now: systemClock, heaviest: SERVICE.caseWeights.urgent }, argv, process.stdout)
  }
  const deps = {
    staff: staffRepository(connection), passwords: argon2Passwords, now: systemClock, caseloadLimit: SERVICE.caseloadLimit,
    uncoveredWithout: async (staffId: string) => uncoveredWithout({ staff: facts, hours }, staffId, systemClock()),
  }
  return runStaffCommand(deps, argv, process.stdin, process.stdout)
}

main().catch((error: unknown) => {
  process.stderr.write(`The accounts could not be reached: ${error instanceof Error ? error.name : 'unknown cause'}. Is MONGODB_URI right, and does MongoDB answer?\n`)
  process.exitCode = 1
})
