import { parseArgs } from 'node:util'
import pino from 'pino'
import { SERVICE } from '../../config/service'
import { environment, isProduction } from '../../config/env'
import { startWorkers } from '../compose/startWorkers'
import { startWeb } from '../compose/startWeb'
import { createLogger } from '../operations/logger'
import { type Stoppable, stopInOrder, stopOnSignal } from '../operations/stopInOrder'
import { takeDataFolder } from './dataFolder'
import { openDesk } from './demonstration/openDesk'
import { guide } from './guide'
import { refuseBadSettings } from './localSettings'
import { LocalModeRefused } from './localModeRefused'
import { PartMissing } from './parts/partMissing'
import { rereadOnHangUp } from './rereadOnHangUp'
import { startLocalMode } from './startLocalMode'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

export interface LocalModeCommand {
  /** The project's folder; data live in its `.local`. */
  readonly root: string
  readonly args: readonly string[]
}

/** What `npm start` does without NODE_ENV=production: runs until it is told to stop; with 1 when it cannot start. */
export async function runLocalMode({ root, args }: LocalModeCommand): Promise<void> {
  try {
    await run(root, readArguments(args))
  } catch (error) {
    process.stderr.write(`${whatWentWrong(error)}\n`)
    process.exit(1)
  }
}

async function run(root: string, { fresh }: { fresh: boolean }): Promise<void> {
  if (isProduction()) throw new LocalModeRefused('Local mode brings invented people and enquiries and never runs with NODE_ENV=production.')
  const env = environment()
  refuseBadSettings(env)
  const data = await takeDataFolder(root, { fresh })
  const log = createLogger('local', env['LOG_LEVEL'] ?? 'info', pino.destination({ dest: data.logFile, mkdir: true, sync: true }))
  const started: Stoppable[] = [{ name: 'data folder', stop: async () => data.leave() }]
  const stop = async (): Promise<void> => stopInOrder(started, SERVICE.stopWithinMs, log)
  let stopping = false
  stopOnSignal(async () => {
    stopping = true
    say('\nStopping …')
    await stop()
    say('Stopped. Everything is kept for the next start.')
  }, log)
  const workersUp = rereadOnHangUp(say)
  say(data.isNew ? 'Starting the advice line for the first time here …' : 'Starting the advice line …')
  try {
    const facts = await startLocalMode({ env, data, fresh, say, log, started, service: { startWeb, startWorkers, openDesk }, workersUp })
    say(guide(facts))
  } catch (error) {
    // What was still starting fails because the rest is being stopped: the signal's own ending tells the story.
    if (stopping) return
    log.fatal({ err: error }, 'local mode could not start')
    await stop()
    throw error
  }
}

function readArguments(args: readonly string[]): { fresh: boolean } {
  try {
    const { values } = parseArgs({ args: [...args], options: { fresh: { type: 'boolean', default: false } } })
    return values
  } catch {
    throw new LocalModeRefused('npm start takes one option: "npm start -- --fresh" begins with empty data.')
  }
}

function whatWentWrong(error: unknown): string {
  if (error instanceof LocalModeRefused || error instanceof PartMissing) return `The advice line cannot start. ${error.message}`
  const text = error instanceof Error ? error.message : String(error)
  return `The advice line could not start: ${text}\nMore is told in .local/advice-line.log.`
}
