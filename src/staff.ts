import { mongodbUriOrExit } from '../config/env'
import { SERVICE } from '../config/service'
import { argon2Passwords } from './access/passwords'
import { runStaffCommand, staffCommandProblem } from './access/staffCommand'
import { dutyCommandProblem, isDutyCommand, runDutyCommand } from './allocation/duty/dutyCommand'
import { systemClock } from './domain/clock'
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
  const connection = await connectStore(mongodbUriOrExit())
  try {
    await prepareCollections(connection)
    process.exitCode = await carryOut(connection, argv)
  } finally {
    await connection.close()
  }
}

async function carryOut(connection: StoreConnection, argv: readonly string[]): Promise<number> {
  if (isDutyCommand(argv)) {
    const facts = new StoredStaffFacts(connection, systemClock)
    return runDutyCommand({ staff: facts, now: systemClock, heaviest: SERVICE.caseWeights.urgent }, argv, process.stdout)
  }
  const deps = { staff: staffRepository(connection), passwords: argon2Passwords, now: systemClock, caseloadLimit: SERVICE.caseloadLimit }
  return runStaffCommand(deps, argv, process.stdin, process.stdout)
}

main().catch((error: unknown) => {
  process.stderr.write(`The accounts could not be reached: ${error instanceof Error ? error.name : 'unknown cause'}. Is MONGODB_URI right, and does MongoDB answer?\n`)
  process.exitCode = 1
})
