import { setTimeout as delay } from 'node:timers/promises'
import { mongodbUriOrExit } from '../config/env'
import { systemClock } from './domain/clock'
import { runReplayCommand } from './email/replay/replayCommand'
import { connectStore } from './store/connection'
import { StoredMailReplays } from './store/mailReplays'

/** The watch looks for wishes every ten seconds; a mailbox out of reach is tried every minute. In milliseconds. */
const PATIENCE_MS = 150_000

/** `npm run mail:replay`: takes held messages in again. */
async function main(): Promise<void> {
  const connection = await connectStore(mongodbUriOrExit())
  try {
    const deps = {
      wishes: new StoredMailReplays(connection, systemClock), now: systemClock, patienceMs: PATIENCE_MS,
      pause: async (ms: number) => delay(ms),
    }
    process.exitCode = await runReplayCommand(deps, process.argv.slice(2), process.stdout)
  } finally {
    await connection.close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`The held messages could not be reached: ${error instanceof Error ? error.name : 'unknown cause'}. Is MONGODB_URI right, and does MongoDB answer?\n`)
  process.exitCode = 1
})
