import type { Logger } from 'pino'
import { bankHolidays } from '../../config/bankHolidays'
import { queuePrefix, type WorkName } from '../../config/queues'
import { SERVICE } from '../../config/service'
import type { Settings } from '../../config/env'
import { escalateCallbackDeps, escalateDeps, staffMessengers } from './escalationRoom'
import { coverDeps } from './handoverDesk'
import { heldTexts } from './heldTexts'
import { acknowledgementDeps } from './mailRoom'
import { startMailboxes } from './mailboxes'
import { legDeps, ringStaffDeps } from './legDeps'
import { openStore, type Store } from './openStore'
import { callsReadAfresh, startReconciliation } from './reconciliationRoom'
import { networkProvider, recordingDeps } from './recordingDeps'
import { telephoneDeps } from './telephoneDeps'
import { textDeps } from './textRoom'
import { routingDeps, withReturns } from './routingDesk'
import { triageReaders } from './triageReaders'
import { watchHandovers } from '../allocation/handover/watchHandovers'
import { systemClock } from '../domain/clock'
import { smtpMailer } from '../gateways/smtpMailer'
import { watchBankHolidays } from '../operations/bankHolidayWatch'
import { Metrics } from '../operations/metrics'
import { startOpsServer } from '../operations/opsServer'
import { type Stoppable, stopInOrder } from '../operations/stopInOrder'
import { sweepUploads } from '../operations/uploadSweep'
import { connectRedis } from '../queues/connection'
import { JobQueues } from '../queues/jobQueues'
import { Relay } from '../queues/relay'
import { WORK_NAMES } from '../queues/workNames'
import { removeAbandonedUploads } from '../store/abandonedUploads'
import { StoredAllocationLedger } from '../store/allocationLedger'
import { DueWork, dueIn } from '../store/dueWork'
import { IntakeChanges } from '../store/intakeChanges'
import { overdueCallbacks, overdueFigures } from '../store/overdue'
import { forgetPromises } from '../store/promisedRoom'
import { StoredLeases } from '../store/leases'
import { StoredLinkLedger } from '../store/linkLedger'
import { taskModel } from '../store/taskModel'
import { reachableOnCall } from '../store/tellableStaff'
import { TriageLedger } from '../store/triageLedger'
import { unallocatedFigures } from '../store/unallocated'
import { watchLegs } from '../telephone/legs/watchLegs'
import { acknowledgeJob } from '../../workers/acknowledge'
import { allocateJob } from '../../workers/allocate'
import { countedWork } from '../../workers/countedWork'
import { escalateJob } from '../../workers/escalate'
import { escalateCallbackJob } from '../../workers/escalateCallback'
import { keepRecordingsJob } from '../../workers/keepRecordings'
import { startQueueWorker } from '../../workers/queueWorker'
import { linkJob } from '../../workers/link'
import { raiseTasksJob } from '../../workers/raiseTasks'
import { ringStaffJob } from '../../workers/ringStaff'
import { triageJob } from '../../workers/triage'
import { wakeSomebodyJob } from '../../workers/wakeSomebody'
import { serviceHours } from './serviceHours'
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
  stop(): Promise<void>
}

const DEFAULT_OPS_PORT = 3002

/** Starts everything that happens without a browser or a caller: the mailbox, the relay, and a worker for each queue. */
export async function startWorkers(settings: Settings, { log, host, demonstration = false }: WorkersExtras): Promise<RunningWorkers> {
  const started: Stoppable[] = []
  const stop = async (): Promise<void> => stopInOrder(started, SERVICE.stopWithinMs, log)
  try {
    const metrics = new Metrics()
    const health = new WorkersHealth()
    const holidays = watchBankHolidays({ bankHolidays: bankHolidays(), metrics, now: systemClock, log })
    started.push(holidays)
    const ops = await startOpsServer({ metrics, log, readiness: holidays.alsoIn(async () => health.readiness()) }, settings.OPS_PORT ?? DEFAULT_OPS_PORT, host)
    started.push({ name: 'health port', stop: async () => ops.stop() })
    log.info({ event: 'ops_listening', port: ops.port }, 'health and metrics are served')

    const store = await openStore(settings, log)
    started.push({ name: 'store', stop: async () => store.connection.close() })
    health.watchStore(store.connection)

    startQueues(settings, store, { metrics, health, log, started })
    const calls = callsReadAfresh({ settings, store, log, demonstration })
    const legs = watchLegs({ ...legDeps(settings, store, log), provider: networkProvider(settings), calls }, SERVICE.ringing.settleEveryMs)
    started.push({ name: 'legs', stop: async () => legs.stop() })
    const handing = watchHandovers({ ...coverDeps(store, systemClock), forgetPromises: async () => forgetPromises(store.connection, systemClock), log }, SERVICE.handover.lookEveryMs)
    started.push({ name: 'hand-overs', stop: async () => handing.stop() })
    startMailboxes(settings, store, demonstration, { health, metrics, log, started })
    const reconciling = startReconciliation({ settings, store, provider: networkProvider(settings), metrics, log, demonstration })
    started.push({ name: 'reconciliation', stop: async () => reconciling.stop() })
    health.watchReconciliation(() => reconciling.state())
    const remove = async (before: Date): Promise<number> => removeAbandonedUploads(store.connection, before)
    started.push(sweepUploads({ ...SERVICE.abandonedUploads, remove, leases: new StoredLeases(store.connection, systemClock), now: systemClock, log }))
    log.info({ event: 'up' }, 'the workers are at work')
    return { opsPort: ops.port, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

interface Context {
  readonly health: WorkersHealth
  readonly log: Logger
  readonly started: Stoppable[]
}

/** Workers first, then what feeds them; stopped the other way round. */
function startQueues(settings: Settings, store: Store, context: Context & { readonly metrics: Metrics }): void {
  const { metrics, health, log, started } = context
  const prefix = queuePrefix(store.connection.name)
  const redis = { add: connectRedis(settings.REDIS_URL, 'add', log), work: connectRedis(settings.REDIS_URL, 'work', log) }
  started.push({ name: 'redis', stop: async () => [redis.add, redis.work].forEach((connection) => connection.disconnect()) })
  health.watchRedis(redis.work)

  const mailer = smtpMailer({ url: settings.SMTP_URL })
  started.push({ name: 'mail out', stop: async () => mailer.close() })
  health.watchSmtp(async () => mailer.verify())
  const jobs = jobsOf(settings, store, mailer, log)
  const workers = WORK_NAMES.flatMap((work) => {
    const perform = jobs[work]
    return perform ? [startQueueWorker({ redis: redis.work, prefix, metrics, log }, work, perform)] : []
  })
  started.push({ name: 'workers', stop: async () => Promise.all(workers.map(async (worker) => worker.close())).then(() => undefined) })

  const queues = new JobQueues(redis.add, prefix)
  const due = new DueWork(store.intakes)
  const perform = async (work: WorkName, intakeId: string): Promise<void> => {
    const job = jobs[work]
    if (job) await countedWork(metrics, work, job)(intakeId)
  }
  const relay = new Relay({ due, queues, perform, now: systemClock, log })
  const changes = new IntakeChanges(store.intakes, log, {
    owed: (intake) => relay.wake(dueIn(intake, systemClock())),
    opened: () => void relay.sweep(),
  })
  changes.start()
  relay.start()
  metrics.showBacklog(async () => Promise.all(WORK_NAMES.map(async (work) => due.backlog(work, systemClock()))))
  metrics.showOverdue(async () => overdueFigures(store.intakes, systemClock()))
  metrics.showOverdueCallbacks(async () => overdueCallbacks(taskModel(store.connection), systemClock()))
  metrics.showOnCall(async () => reachableOnCall(store.connection, systemClock()))
  health.watchOnCall(async () => reachableOnCall(store.connection, systemClock()))
  metrics.showUnallocated(async () => unallocatedFigures(taskModel(store.connection), systemClock()))
  started.push({ name: 'relay', stop: async () => Promise.all([changes.stop(), relay.stop()]).then(() => queues.close()) })
}

function jobsOf(settings: Settings, store: Store, mailer: ReturnType<typeof smtpMailer>, log: Logger): Readonly<Partial<Record<WorkName, (intakeId: string) => Promise<string>>>> {
  const now = systemClock
  const hours = serviceHours(settings)
  const { steps } = store
  const provider = networkProvider(settings)
  const ringing = ringStaffDeps(settings, store, provider, log)
  const acknowledging = acknowledgementDeps(settings, store, mailer, log)
  const messengers = staffMessengers({
    mailer, from: settings.MAIL_FROM, deskUrl: settings.PUBLIC_BASE_URL, telephone: ringing, now, log,
    ...(acknowledging.signer && { signer: acknowledging.signer }),
  })
  return {
    triage: triageJob({
      steps, triageLedger: withReturns(new TriageLedger(steps, store.sealer, now, SERVICE.secondProfessionals), routingDeps(store, now)), ...triageReaders(settings, log), now, log,
      heldTexts: heldTexts(store, acknowledging.letterhead),
    }),
    allocate: allocateJob({
      steps, ledger: new StoredAllocationLedger(store.connection, now, SERVICE.caseWeights), isOpen: (at) => hours.isOpen(at),
      caseWeights: SERVICE.caseWeights, allocateAgainMs: SERVICE.allocateAgainMs, now, log,
    }),
    raiseTasks: raiseTasksJob({ steps, tasks: store.tasks, now, log }),
    keepRecordings: keepRecordingsJob({ steps, ...recordingDeps(store, provider, telephoneDeps(settings, store, log), log) }),
    ringStaff: ringStaffJob({ ...ringing, steps }),
    wakeSomebody: wakeSomebodyJob({ ...ringing, steps }),
    escalate: escalateJob({ steps, ...escalateDeps(settings, store, messengers, log) }),
    escalateCallback: escalateCallbackJob({ steps, ...escalateCallbackDeps(settings, store, messengers, log) }),
    link: linkJob({ steps, links: new StoredLinkLedger(store.intakes, store.sealer, steps), linkAgainMs: SERVICE.linkAgainMs, now, log }),
    acknowledge: acknowledgeJob(acknowledging, textDeps(settings, store, provider, acknowledging)),
  }
}
