import { mongodbUriOrExit } from '../config/env'
import { SERVICE } from '../config/service'
import { argon2Passwords } from './access/passwords'
import { runStaffCommand, staffCommandProblem } from './access/staffCommand'
import { systemClock } from './domain/clock'
import { connectStore } from './store/connection'
import { prepareCollections } from './store/prepareCollections'
import { staffRepository } from './store/staffRepository'

/** `npm run staff`: the first accounts, made where nobody can sign in yet. */
async function main(): Promise<void> {
  const argv = process.argv.slice(2)
  // Whoever asks how to use it has no database to name yet.
  const problem = staffCommandProblem(argv)
  if (problem !== undefined) {
    process.stdout.write(problem)
    process.exitCode = 2
    return
  }
  const connection = await connectStore(mongodbUriOrExit())
  try {
    await prepareCollections(connection)
    const deps = { staff: staffRepository(connection), passwords: argon2Passwords, now: systemClock, caseloadLimit: SERVICE.caseloadLimit }
    process.exitCode = await runStaffCommand(deps, argv, process.stdin, process.stdout)
  } finally {
    await connection.close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`The accounts could not be reached: ${error instanceof Error ? error.name : 'unknown cause'}. Is MONGODB_URI right, and does MongoDB answer?\n`)
  process.exitCode = 1
})
