import type { Logger } from 'pino'
import { isProduction, type Settings } from '../../config/env'
import { systemClock } from '../domain/clock'
import { connectStore, isOutOfReach, type StoreConnection } from '../store/connection'
import { type IntakeModel, intakeModel } from '../store/intakeModel'
import { KeyRing } from '../store/keyRing'
import { isMadeByLocalMode } from '../store/localModeMark'
import { prepareCollections } from '../store/prepareCollections'
import { openSealer } from '../store/openSealer'
import type { Sealer } from '../store/seal'
import { StepLedger } from '../store/stepLedger'
import { TaskRepository } from '../store/taskRepository'
import { taskModel } from '../store/taskModel'

/** The open store of one process: its connection, and what every room's repository is built on. */
export interface Store {
  readonly connection: StoreConnection
  readonly sealer: Sealer
  readonly intakes: IntakeModel
  readonly steps: StepLedger
  readonly tasks: TaskRepository
}

/** The pause before a database that did not answer at start is asked again, in milliseconds. */
const ASK_AGAIN_MS = 2_000

/**
 * Opens the store, waiting for MongoDB as long as it takes: a process that starts before its database must not need
 * anybody to start it again.
 *
 * @throws when MongoDB refuses us (a wrong password, say), the database was made by local mode and this is production, or `DATA_KEYS` does not hold the key that this database was sealed with
 */
export async function openStore(settings: Settings, log: Logger): Promise<Store> {
  const connection = await connectPatiently(settings.MONGODB_URI, log)
  if (isProduction() && (await isMadeByLocalMode(connection))) {
    await connection.close()
    throw new Error('MONGODB_URI names a database of local mode, with demonstration people in it.')
  }
  await prepareCollections(connection)
  const sealer = await openSealer(connection, new KeyRing(settings.DATA_KEYS))
  const intakes = intakeModel(connection)
  return {
    connection,
    sealer,
    intakes,
    steps: new StepLedger(intakes, sealer, systemClock),
    tasks: new TaskRepository(taskModel(connection)),
  }
}

async function connectPatiently(uri: string, log: Logger): Promise<StoreConnection> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await connectStore(uri)
    } catch (error) {
      if (!isOutOfReach(error)) throw error
      log.warn({ err: error, attempts, retryInMs: ASK_AGAIN_MS }, 'MongoDB does not answer yet')
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    }
  }
}
