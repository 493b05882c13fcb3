import type { Logger } from 'pino'
import { queuePrefix, WAKING_LEASE_MS } from '../../config/queues'
import { SERVICE } from '../../config/service'
import type { Settings } from '../../config/env'
import { coverDeps } from './handoverDesk'
import { holidaysInForce, putHolidaysInForce } from './holidaysInForce'
import { startMailboxes } from './mailboxes'
import { legDeps } from './legDeps'
import { tellOwnersDeps } from './listRoom'
import { openMailers } from './mailers'
import { tellOfOffersDeps } from './offerRoom'
import { openStore, type Store } from './openStore'
import { callsReadAfresh, startReconciliation } from './reconciliationRoom'
import { networkProvider } from './recordingDeps'
import { serviceHours } from './serviceHours'
import { startSweeps } from './sweeps'
import { watchHandovers } from '../allocation/handover/watchHandovers'
import { watchOffers } from '../allocation/handover/watchOffers'
import { systemClock } from '../domain/clock'
import { watchBankHolidays } from '../operations/bankHolidayWatch'
import { showLists, showOnCall, showOverdue, showOverdueCallbacks, showOverdueSeconds, showOverdueTakeOvers, showUnallocated } from '../operations/enquiryFigures'
import { Metrics } from '../operations/metrics'
import { showFailedReadings, showRefusedRules, showRereading } from '../operations/triageFigures'
import { showBacklog, showWaking } from '../operations/workFigures'
import { oneOfAll } from '../operations/oneOfAll'
import { startOpsServer } from '../operations/opsServer'
import { type Stoppable, stopInOrder } from '../operations/stopInOrder'
import { asManyAsQueues } from '../queues/asManyAsQueues'
import { connectRedis } from '../queues/connection'
import { JobQueues } from '../queues/jobQueues'
import { Relay } from '../queues/relay'
import { WORK_NAMES } from '../queues/workNames'
import { listFigures } from '../routing/tellOwners'
import { watchLists } from '../routing/watchLists'
import { DueWork, dueIn } from '../store/dueWork'
import { IntakeChanges } from '../store/intakeChanges'
import { overdueCallbacks, overdueFigures, overdueSeconds, overdueTakeOvers } from '../store/overdue'
import { forgetPromises } from '../store/promisedRoom'
import { StoredLeases } from '../store/leases'
import { endLostAcceptances } from '../store/lostAcceptances'
import { StoredRereading } from '../store/rereading'
import { taskModel } from '../store/taskModel'
import { reachableOnCall } from '../store/tellableStaff'
import { unallocatedFigures } from '../store/unallocated'
import { watchLegs } from '../telephone/legs/watchLegs'
import { type RereadingDeps, watchRereading } from '../triage/again/watchRereading'
import { RulesInForce, type TriageReaders } from '../triage/rulesInForce'
import { startQueueWorker } from '../../workers/queueWorker'
import { workerJobs, type WorkersWork } from './workerJobs'
import { WorkersHealth } from './workersHealth'

interface WorkersExtras {
  /** What comes in is invented, and is shown so. */
  readonly demonstration?: boolean
  readonly log: Logger
  /** The address to listen on; all of the machine's when absent. */
  readonly host?: string
}

export interface RunningWorkers {
  readonly opsPort: number
  /**
   * Reads the rules, with the letters' layout and the bank holidays, and the second reader again, all or nothing: what is wrong with them is told, and nothing changes.
   *
   * @returns `ok`, or that they were refused, and why
   */
  changeRules(): Promise<string>
  stop(): Promise<void>
}

const DEFAULT_OPS_PORT = 3002

/** Starts everything that happens without a browser or a caller: the mailbox, the relay, and a worker for each queue. */
export async function startWorkers(settings: Settings, { log, host, demonstration = false }: WorkersExtras): Promise<RunningWorkers> {
  const started: Stoppable[] = []
  const stop = async (): Promise<void> => stopInOrder(started, SERVICE.stopWithinMs, log)
  try {
    // First of all: a service that cannot read its rules polls no mailbox.
    const rules = await RulesInForce.open({ secondReader: settings.SECOND_READER, log })
    const metrics = new Metrics()
    const health = new WorkersHealth()
    showRefusedRules(metrics, () => rules.standing() !== 'ok')
    showFailedReadings(metrics, () => rules.failedReadings())
    health.watchRules(() => rules.standing())
    const holidays = watchBankHolidays({ bankHolidays: holidaysInForce, metrics, now: systemClock, log })
    started.push(holidays)
    const ops = await startOpsServer({ metrics, log, readiness: holidays.alsoIn(async () => health.readiness()) }, settings.OPS_PORT ?? DEFAULT_OPS_PORT, host)
    started.push({ name: 'health port', stop: async () => ops.stop() })
    log.info({ event: 'ops_listening', port: ops.port }, 'health and metrics are served')

    const store = await openStore(settings, log)
    started.push({ name: 'store', stop: async () => store.connection.close() })
    health.watchStore(store.connection)

    startQueues(settings, store, { readers: rules.readers, metrics, health, log, started })
    const calls = callsReadAfresh({ settings, store, log, demonstration })
    const legs = watchLegs({ ...legDeps(settings, store, log), provider: networkProvider(settings), calls }, SERVICE.ringing.settleEveryMs)
    started.push({ name: 'legs', stop: async () => legs.stop() })
    const handing = watchHandovers({ ...coverDeps(store, systemClock), ...handoverSweeps(settings, store), log }, SERVICE.handover.lookEveryMs)
    started.push({ name: 'hand-overs', stop: async () => handing.stop() })
    startMailboxes(settings, store, { demonstration, layout: () => rules.readers().rules.layout }, { health, metrics, log, started })
    const reconciling = startReconciliation({ settings, store, provider: networkProvider(settings), metrics, log, demonstration })
    started.push({ name: 'reconciliation', stop: async () => reconciling.stop() })
    health.watchReconciliation(() => reconciling.state())
    log.info({ event: 'up' }, 'the workers are at work')
    started.push(...startSweeps(store, log))
    return { opsPort: ops.port, stop, changeRules: async () => changeRules(rules) }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What else is made up for while hand-overs are looked at. */
function handoverSweeps(settings: Settings, { connection }: Store): Pick<Parameters<typeof watchHandovers>[0], 'forgetPromises' | 'endLostAcceptances'> {
  const hours = serviceHours(settings)
  return {
    forgetPromises: async () => forgetPromises(connection, systemClock),
    endLostAcceptances: async () => endLostAcceptances(connection, systemClock(), hours.isOpen(systemClock())),
  }
}

async function changeRules(rules: RulesInForce): Promise<string> {
  await rules.change()
  putHolidaysInForce(rules.readers().rules.bankHolidays)
  return rules.standing()
}

/** Each enquiry is claimed by the worker that then reads it: should the process die over it, its own job does it. */
const rereadingDeps = ({ steps }: Store, due: DueWork, reread: WorkersWork['reread']): Pick<RereadingDeps, 'isAnythingDue' | 'readNext'> => ({
  isAnythingDue: async () => due.isAnyDue('triage', systemClock()),
  readNext: async () => {
    const claimed = await steps.claimRereading()
    if (claimed) await reread(claimed)
    return claimed !== undefined
  },
})

interface Context {
  readonly health: WorkersHealth
  readonly log: Logger
  readonly started: Stoppable[]
}

/** Workers first, then what feeds them; stopped the other way round. */
function startQueues(settings: Settings, store: Store, context: Context & { readonly metrics: Metrics; readonly readers: () => TriageReaders }): void {
  const { readers, metrics, health, log, started } = context
  const prefix = queuePrefix(store.connection.name)
  const redis = { add: connectRedis(settings.REDIS_URL, 'add', log), work: connectRedis(settings.REDIS_URL, 'work', log) }
  started.push({ name: 'redis', stop: async () => [redis.add, redis.work].forEach((connection) => connection.disconnect()) })
  health.watchRedis(redis.work)

  const mailers = openMailers(settings)
  started.push({ name: 'mail out', stop: async () => mailers.close() })
  health.watchSmtp(async () => mailers.toEnquirers.verify())
  const owners = tellOwnersDeps(settings, store, mailers, log)
  const lists = watchLists(owners, SERVICE.lists.lookEveryMs)
  started.push({ name: 'lists', stop: async () => lists.stop() })
  const offers = watchOffers(tellOfOffersDeps(settings, store, mailers, log), SERVICE.handover.tellOfOffersEveryMs)
  started.push({ name: 'offers', stop: async () => offers.stop() })
  showLists(metrics, async () => listFigures(owners))
  const { jobs, reread } = workerJobs(settings, store, { readers, mailers, metrics, log })
  const perform = asManyAsQueues(async (work, intakeId) => jobs[work](intakeId))
  const workers = WORK_NAMES.map((work) => startQueueWorker({ redis: redis.work, prefix, log }, work, async (intakeId) => perform(work, intakeId)))
  started.push({ name: 'workers', stop: async () => Promise.all(workers.map(async (worker) => worker.close())).then(() => undefined) })

  const queues = new JobQueues(redis.add, prefix)
  const due = new DueWork(store.intakes)
  const rereading = watchRereading({ ...rereadingDeps(store, due, reread), log }, SERVICE.rereadEveryMs)
  started.push({ name: 'reading again', stop: async () => rereading.stop() })
  showRereading(metrics, async () => new StoredRereading(store.intakes, systemClock).waiting())
  const relay = new Relay({ due, queues, perform, now: systemClock, log })
  // Each process that listened would have every change sent to it, and every job added once more.
  const waking = oneOfAll({ name: 'waking workers', leases: new StoredLeases(store.connection, systemClock), leaseMs: WAKING_LEASE_MS, log }, () => {
    const changes = new IntakeChanges(store.intakes, log, {
      owed: (intake) => relay.wake(dueIn(intake, systemClock())),
      opened: () => void relay.sweep(),
    })
    changes.start()
    return changes
  })
  showWaking(metrics, () => waking.isDoing())
  relay.start()
  showBacklog(metrics, async () => Promise.all(WORK_NAMES.map(async (work) => due.backlog(work, systemClock()))))
  showOverdue(metrics, async () => overdueFigures(store.intakes, systemClock()))
  showOverdueTakeOvers(metrics, async () => overdueTakeOvers(store.intakes, systemClock()))
  showOverdueSeconds(metrics, async () => overdueSeconds(store.intakes, systemClock()))
  showOverdueCallbacks(metrics, async () => overdueCallbacks(taskModel(store.connection), systemClock()))
  showOnCall(metrics, async () => reachableOnCall(store.connection, systemClock()))
  health.watchOnCall(async () => reachableOnCall(store.connection, systemClock()))
  showUnallocated(metrics, async () => unallocatedFigures(taskModel(store.connection), systemClock()))
  started.push({ name: 'relay', stop: async () => Promise.all([waking.stop(), relay.stop()]).then(() => queues.close()) })
}
