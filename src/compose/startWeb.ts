import { createServer, type RequestListener } from 'node:http'
import express, { type Express } from 'express'
import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import { deskRoutes } from '../desk/routes'
import { systemClock } from '../domain/clock'
import { watchBankHolidays } from '../operations/bankHolidayWatch'
import { Metrics } from '../operations/metrics'
import { closeServer, portOf, type Readiness, startOpsServer } from '../operations/opsServer'
import { type Stoppable, stopInOrder } from '../operations/stopInOrder'
import { answers } from '../store/storeProbe'
import { legRoutes } from '../telephone/webhooks/legRoutes'
import { type TelephoneDeps, telephoneRoutes } from '../telephone/webhooks/callRoutes'
import { loadRules } from '../triage/loadRules'
import { ChangeHub } from './changeHub'
import { deskDeps, type IndicatorNames } from './deskDeps'
import { holidaysInForce } from './holidaysInForce'
import { mailboxPlaces } from './mailboxPlaces'
import { measureRequests } from './measureRequests'
import { openStore, type Store } from './openStore'
import { operations, quietMailboxes } from './quietMailboxes'
import { SpoolRoom } from './spoolRoom'
import { legRoutesDeps, telephoneDeps } from './telephoneDeps'

interface WebExtras {
  readonly log: Logger
  /** The address to listen on; all of the machine's when absent. */
  readonly host?: string
  /** Adds pages before the desk's, which answers every path that nobody else has taken. */
  readonly mount?: (app: Express) => void
  /** What comes in is invented, and is shown so. */
  readonly demonstration?: boolean
}

export interface RunningWeb {
  readonly port: number
  readonly opsPort: number
  stop(): Promise<void>
}

const DEFAULT_OPS_PORT = 3001

/** Starts what callers and duty workers meet: the telephone's webhooks and the desk. It never needs Redis. */
export async function startWeb(settings: Settings, extras: WebExtras): Promise<RunningWeb> {
  const { log, host } = extras
  const started: Stoppable[] = []
  const stop = async (): Promise<void> => stopInOrder(started, SERVICE.stopWithinMs, log)
  try {
    // First of all: a service that cannot read its rules opens no port.
    const names = new Map(loadRules().indicators.map(({ code, name }) => [code, name]))
    const metrics = new Metrics()
    let store: Store | undefined
    const holidays = watchBankHolidays({ bankHolidays: holidaysInForce, metrics, now: systemClock, log })
    started.push(holidays)
    const startedAt = systemClock()
    const quiet = async (opened: Store): Promise<Record<string, string>> => quietParts(settings, opened, startedAt)
    const spool = new SpoolRoom(settings, metrics, log)
    started.push({ name: 'spool', stop: async () => spool.stop() })
    await spool.prepare()
    const readiness = holidays.alsoIn(async () => webReadiness(store, spool, quiet))
    const ops = await startOpsServer({ metrics, log, readiness }, settings.OPS_PORT ?? DEFAULT_OPS_PORT, host)
    started.push({ name: 'health port', stop: async () => ops.stop() })
    log.info({ event: 'ops_listening', port: ops.port }, 'health and metrics are served')

    const stopping = new AbortController()
    const door: Door = { answer: appWithoutStore(settings, spool, log) }
    const port = await listen(door, settings.PORT, host, started, stopping)
    log.info({ event: 'listening', port }, 'the web port is open')

    const opened = await openStore(settings, log)
    const hub = new ChangeHub(opened.intakes, log)
    // As if started first, so that they stop last: requests in hand still need them.
    started.unshift({ name: 'store', stop: async () => opened.connection.close() }, { name: 'changes', stop: async () => hub.stop() })

    const calls = telephoneDeps(settings, opened, log, { demonstration: extras.demonstration ?? false, spooling: spool.spooling })
    door.answer = await webApp(settings, opened, calls, hub, { ...extras, metrics, stopping: stopping.signal, names })
    store = opened
    await spool.storeOpened(opened, calls)
    log.info({ event: 'up', port }, 'the web process answers')
    return { port, opsPort: ops.port, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What answers at the moment. */
interface Door {
  answer: RequestListener
}

/** Until the database was reached for the first time: calls, which the spool keeps, and a plain 503 for the rest. */
function appWithoutStore(settings: Settings, { spooling }: SpoolRoom, log: Logger): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(telephoneRoutes(telephoneDeps(settings, undefined, log, { spooling })))
  app.use((_request, response) => {
    response.status(503).set('Retry-After', '5').type('text').send('The service is starting. Please try again in a moment.\n')
  })
  return app
}

interface AppExtras extends WebExtras {
  readonly metrics: Metrics
  readonly stopping: AbortSignal
  readonly names: IndicatorNames
}

/** The middleware from the street inwards: calls first, since they must not wait behind pages. */
async function webApp(
  settings: Settings, store: Store, calls: TelephoneDeps, hub: ChangeHub, { metrics, stopping, names, log, mount }: AppExtras,
): Promise<Express> {
  const app = express()
  app.disable('x-powered-by')
  // The reverse proxy that ends TLS stands on this machine or its own network.
  app.set('trust proxy', 'loopback, linklocal, uniquelocal')
  app.use(measureRequests(metrics))
  app.use(telephoneRoutes(calls))
  app.use(legRoutes(legRoutesDeps(settings, store, calls)))
  mount?.(app)
  app.use(deskRoutes(await deskDeps(settings, store, hub, { stopping, log, names })))
  return app
}

async function listen(door: Door, port: number, host: string | undefined, started: Stoppable[], stopping: AbortController): Promise<number> {
  const server = createServer((request, response) => door.answer(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  started.push({
    name: 'web server',
    stop: async () => {
      const closed = closeServer(server)
      stopping.abort() // pages that stay open for updates are told, and let go
      await closed
    },
  })
  return portOf(server)
}

/** Ready as long as a call can be answered: by MongoDB or, while that is away, by the spool. Degraded while nobody looks into a mailbox. */
async function webReadiness(store: Store | undefined, spool: SpoolRoom, quiet: (opened: Store) => Promise<Record<string, string>>): Promise<Readiness> {
  const [mongodb, { usable, words }] = await Promise.all([mongodbWords(store), spool.state()])
  const mailboxes = store && mongodb === 'ok' ? await quiet(store) : {}
  return { ready: mongodb === 'ok' || usable, parts: { mongodb, spool: words, ...mailboxes } }
}

/** Each mailbox by the name of the settings. */
async function quietParts(settings: Settings, store: Store, startedAt: Date): Promise<Record<string, string>> {
  const quiet = await quietMailboxes(operations(settings, store), startedAt).quiet(systemClock())
  const since = new Map(quiet.map(({ name, quietSince }) => [name, quietSince]))
  return Object.fromEntries(mailboxPlaces(settings).map(({ name }) => [name, since.has(name) ? `nobody looked into it since ${since.get(name)?.toISOString()}` : 'ok']))
}

async function mongodbWords(store: Store | undefined): Promise<string> {
  if (!store) return 'not connected yet'
  return (await answers(store.connection)) ? 'ok' : 'does not answer'
}
