import type { Express } from 'express'
import type { StoreConnection } from '../store/connection'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { SERVICE } from '../../config/service'
import type { Environment, Settings } from '../../config/env'
import { argon2Passwords } from '../access/passwords'
import { systemClock } from '../domain/clock'
import type { RunningWorkers } from '../compose/startWorkers'
import type { Stoppable } from '../operations/stopInOrder'
import { countEnquiries } from '../store/localModeMark'
import { prepareCollections } from '../store/prepareCollections'
import { staffRepository } from '../store/staffRepository'
import type { DataFolder } from './dataFolder'
import { addDemonstrationStaff } from './demonstration/addDemonstrationStaff'
import { demonstrate } from './demonstration/demonstrate'
import { demonstrateChildren, type DemonstrationDesk } from './demonstration/demonstrateChildren'
import { RECORDS_CHILDREN } from './demonstration/staff'
import type { GuideFacts } from './guide'
import { Announcer, localMail } from './localMail'
import { localPages } from './localPages'
import { type LocalSecrets, localSecrets } from './localSecrets'
import { type LocalServers, startLocalServers } from './localServers'
import { localSettings } from './localSettings'
import { nextFreePort } from './nextFreePort'
import { createNetwork } from './network/createNetwork'
import { scriptedTelephone } from './network/telephones/scriptedTelephone'
import { startRestSide } from './network/rest/startRestSide'
import { openLocalDatabase } from './openLocalDatabase'
import { createToolbox, type Say } from './parts/toolbox'

/** How the service's two processes are started; here both in one. */
export interface ServiceStarts {
  startWeb(settings: Settings, extras: ServiceExtras & { readonly mount: (app: Express) => void }): Promise<Running & { readonly port: number }>
  startWorkers(settings: Settings, extras: ServiceExtras): Promise<RunningWorkers>
  openDesk(settings: Settings, connection: StoreConnection): Promise<DemonstrationDesk>
}
interface Running {
  stop(): Promise<void>
}
interface ServiceExtras {
  readonly log: Logger
  /** Loopback: nobody else on the network is to see local mode. */
  readonly host: string
  /** Whatever comes in through local mode is invented, and shown so. */
  readonly demonstration: boolean
}

export interface LocalModeInput {
  readonly env: Environment
  readonly data: DataFolder
  /** Empties a database that MONGODB_URI names as well. */
  readonly fresh: boolean
  readonly say: Say
  readonly log: Logger
  /** Grows as parts are started, so that the caller can stop them also when a later one fails. */
  readonly started: Stoppable[]
  readonly service: ServiceStarts
  /** Told of the workers as soon as they are up. */
  readonly workersUp: (workers: RunningWorkers) => void
}

const HOST = '127.0.0.1'
const WEB_PORT = 3000
const OPS_PORT = 3001

/**
 * Starts the whole service on this computer, with servers, people and enquiries of its own.
 * @returns what to tell the person at the terminal, once everything answers
 * @throws LocalModeRefused or PartMissing with a sentence for that person
 */
export async function startLocalMode(input: LocalModeInput): Promise<GuideFacts> {
  const { env, data, say, started } = input
  const secrets = await localSecrets(join(data.path, 'secrets.json'))
  const changes = new Announcer()
  const servers = await startLocalServers({
    tools: createToolbox({ cacheDir: data.partsDir, say }), env, dataDir: data.path, secrets,
    keep: (part) => started.push(part), onReply: changes.announce,
  })
  const connection = await openDatabase(input, servers.mongodbUri, secrets.staffPassword)
  const { settings, workersOpsPort, networkPort, notes } = await chooseSettings(input, servers, secrets)
  const mail = await localMail({
    imapUrl: servers.imapUrl, sink: servers.sink, lettersDir: join(data.path, 'letters'), changes, now: systemClock,
  })
  const origin = settings.PUBLIC_BASE_URL
  const network = createNetwork({
    speechMsPerCharacter: 0, webUrl: origin, publicBaseUrl: origin, accountSid: secrets.twilioAccountSid, authToken: secrets.twilioAuthToken,
  })
  network.state.number(settings.ADVICE_LINE_NUMBER)
  // A caller who is rung back answers, and stays on the line for a minute: no page plays them.
  network.state.otherTelephones = scriptedTelephone({ rung: 'answers', afterSeconds: 3, acts: [{ talkSeconds: 60 }] })
  const rest = await startRestSide({ exchange: network.exchange, port: networkPort })
  started.push({ name: 'telephone network', stop: async () => rest.stop() })
  const pages = localPages({ network, number: settings.ADVICE_LINE_NUMBER, mail })
  const extras = { log: input.log, host: HOST, demonstration: true }
  const web = await input.service.startWeb(settings, { ...extras, mount: pages.mount })
  started.push({ name: 'web', stop: async () => web.stop() }, { name: 'local pages', stop: async () => pages.close() })
  const workers = await input.service.startWorkers({ ...settings, OPS_PORT: workersOpsPort }, extras)
  started.push({ name: 'workers', stop: async () => workers.stop() })
  input.workersUp(workers)
  if (data.isNew) {
    say('Letting some invented enquiries come in, by telephone and by mail …')
    await demonstrate({ send: mail.send, network, to: settings.ADVICE_LINE_NUMBER, count: async () => countEnquiries(connection) })
    const worker = await staffRepository(connection).findByEmail(RECORDS_CHILDREN)
    if (worker) await demonstrateChildren({ ...(await input.service.openDesk(settings, connection)), actor: { staffId: worker.id, name: worker.name }, now: systemClock })
  }
  await data.setUp()
  return { origin, password: secrets.staffPassword, logFile: data.logFile, notes, ...(!env['MONGODB_URI'] && { mongodbUri: servers.mongodbUri }) }
}

/** The database with its people in it, once it is sure that local mode made it. */
async function openDatabase({ started, fresh }: LocalModeInput, uri: string, staffPassword: string): Promise<StoreConnection> {
  const connection = await openLocalDatabase(uri, { fresh, now: systemClock() })
  started.push({ name: 'database', stop: async () => connection.close() })
  await prepareCollections(connection)
  const people = {
    staff: staffRepository(connection), passwords: argon2Passwords, now: systemClock, caseloadLimit: SERVICE.caseloadLimit,
  }
  await addDemonstrationStaff(people, staffPassword)
  return connection
}

interface ChosenSettings {
  readonly settings: Settings
  /** Web and workers are one process here and need a port each for health and metrics. */
  readonly workersOpsPort: number
  /** Of the simulated telephone network's REST side. */
  readonly networkPort: number
  readonly notes: readonly string[]
}

async function chooseSettings({ env, data }: LocalModeInput, servers: LocalServers, secrets: LocalSecrets): Promise<ChosenSettings> {
  const wanted = Number(env['PORT']) || WEB_PORT
  const port = await nextFreePort(wanted)
  const opsPort = await nextFreePort(Number(env['OPS_PORT']) || OPS_PORT, [port])
  const workersOpsPort = await nextFreePort(opsPort + 1, [port])
  const networkPort = await nextFreePort(workersOpsPort + 1, [port])
  const settings = localSettings(env, { servers, secrets, spoolDir: join(data.path, 'spool'), port, opsPort, networkPort })
  const notes = [
    ...(port === wanted ? [] : [`Port ${wanted} is busy: the desk has taken ${port}.`]),
    ...(env['SERVICE_HOURS'] ? [] : ['The service is open round the clock here; SERVICE_HOURS sets other hours.']),
    ...(servers.sink ? [] : ['SMTP_URL is set: what is sent goes there, and the mail page cannot show it.']),
    `Health and metrics: http://${HOST}:${opsPort}/health/ready (web), http://${HOST}:${workersOpsPort}/health/ready (workers).`,
  ]
  return { settings, workersOpsPort, networkPort, notes }
}
