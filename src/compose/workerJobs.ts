import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import type { WorkName } from '../../config/queues'
import { languageWords } from '../../config/languages'
import { SERVICE } from '../../config/service'
import { firstClock } from '../allocation/escalation/firstClock'
import type { ClaimedIntake } from '../domain/claimedIntake'
import { systemClock } from '../domain/clock'
import { languageReader } from '../domain/languages'
import { counting, oneAtATime } from '../domain/oneAtATime'
import type { smtpMailer } from '../gateways/smtpMailer'
import type { Metrics } from '../operations/metrics'
import { StoredAllocationLedger } from '../store/allocationLedger'
import { StoredLinkLedger } from '../store/linkLedger'
import { PairsToSettle } from '../store/pairsToSettle'
import { TriageLedger } from '../store/triageLedger'
import type { TriageReaders } from '../triage/rulesInForce'
import { acknowledgeJob } from '../../workers/acknowledge'
import { allocateJob, allocateWork } from '../../workers/allocate'
import { countedWork, type WorkEnd } from '../../workers/countedWork'
import { escalateJob } from '../../workers/escalate'
import { escalateCallbackJob } from '../../workers/escalateCallback'
import { escalateHeldSecond, escalateSecondJob } from '../../workers/escalateSecond'
import { keepRecordingsJob } from '../../workers/keepRecordings'
import { linkJob, linkWork } from '../../workers/link'
import { raiseTasksJob } from '../../workers/raiseTasks'
import { ReadingFirst } from '../../workers/readingFirst'
import { ringStaffJob } from '../../workers/ringStaff'
import { type Following, rereadJob, triageJob } from '../../workers/triage'
import { wakeSomebodyJob } from '../../workers/wakeSomebody'
import { workOnClaimed } from '../../workers/workOnStep'
import { escalateCallbackDeps, escalateDeps, escalateSecondDeps, staffMessengers } from './escalationRoom'
import { heldTexts } from './heldTexts'
import { ringStaffDeps } from './legDeps'
import { acknowledgementDeps } from './mailRoom'
import type { Store } from './openStore'
import { networkProvider, recordingDeps } from './recordingDeps'
import { routingDeps } from './routingDesk'
import { cardsWithReturns, withReturns } from './whatBringsBack'
import { serviceHours } from './serviceHours'
import { telephoneDeps } from './telephoneDeps'
import { textDeps } from './textRoom'
import { whoKnows } from './whoKnows'

/** Enquiries just read that may wait for their people in one process, before those that are read next leave it to jobs of their own. */
const MOST_IN_TURN = 3
/** Enquiries just read of which officers are being told in one process: a mail server that is slow must not hold up what is read next. */
const MOST_TELLING = 3
/** So long, in milliseconds, a telling waits at most for what is being read and allocated: its clocks count minutes. */
const TELLING_WAITS_MS = 250
/** So long a search for links does. Nobody waits for a suggestion. */
const LINKING_WAITS_MS = 1_000

type Jobs = Readonly<Record<WorkName, (intakeId: string) => Promise<WorkEnd>>>

export interface WorkersWork {
  readonly jobs: Jobs
  /** An enquiry that is read again by rules that were changed: no job, for it stands in no queue. */
  readonly reread: (claimed: ClaimedIntake) => Promise<void>
}

interface Context {
  readonly readers: () => TriageReaders
  readonly mailer: ReturnType<typeof smtpMailer>
  readonly metrics: Metrics
  readonly log: Logger
}

/** What the workers do with each kind of work. */
export function workerJobs(settings: Settings, store: Store, { readers, mailer, metrics, log }: Context): WorkersWork {
  const now = systemClock
  const { steps } = store
  const provider = networkProvider(settings)
  const ringing = ringStaffDeps(settings, store, provider, log)
  const acknowledging = acknowledgementDeps(settings, store, mailer, log)
  const messengers = staffMessengers({
    mailer, from: settings.MAIL_FROM, deskUrl: settings.PUBLIC_BASE_URL, telephone: ringing, now, log,
    ...(acknowledging.signer && { signer: acknowledging.signer }),
  })
  const escalating = escalateDeps(settings, store, messengers, log)
  const officers = { steps, ...escalateSecondDeps(settings, store, messengers, log) }
  const readingFirst = new ReadingFirst()
  const { allocate, link, following, isBusy } = followingReading(settings, store, readingFirst, { metrics, log })
  const tellOfficers = escalateHeldSecond(officers, MOST_TELLING)
  const triageLedger = new TriageLedger(steps, store.sealer, now, SERVICE.secondProfessionals, {
    // Where allocation is behind, what is read next is not held up by it: an urgent one may be among it.
    mayAllocate: () => !isBusy(), mayTell: tellOfficers.hasRoom, firstClock: (read) => firstClock(escalating, read),
  })
  const reading = {
    steps, triageLedger: withReturns(triageLedger, routingDeps(store, now)), readers, now, log, heldTexts: heldTexts(store, acknowledging.letterhead),
  }
  const jobs: Jobs = {
    triage: readingFirst.first(triageJob({ ...reading, following: { ...following, tellOfficers: readingFirst.then(TELLING_WAITS_MS, countedWork(metrics, 'escalateSecond', tellOfficers)) } })),
    allocate,
    raiseTasks: raiseTasksJob({ steps, tasks: cardsWithReturns(store.tasks, routingDeps(store, now)), now, log }),
    keepRecordings: keepRecordingsJob({ steps, ...recordingDeps(store, provider, telephoneDeps(settings, store, log), log) }),
    ringStaff: ringStaffJob({ ...ringing, steps }),
    wakeSomebody: wakeSomebodyJob({ ...ringing, steps }),
    escalate: readingFirst.then(TELLING_WAITS_MS, escalateJob({ steps, ...escalating })),
    escalateCallback: escalateCallbackJob({ steps, ...escalateCallbackDeps(settings, store, messengers, log) }),
    escalateSecond: readingFirst.then(TELLING_WAITS_MS, escalateSecondJob(officers)),
    link,
    acknowledge: acknowledgeJob(acknowledging, textDeps(settings, store, provider, acknowledging)),
  }
  return { jobs, reread: countedWork(metrics, 'triage', rereadJob(reading)) }
}

/** Allocation and linking, as jobs of their own, and for whoever has read an enquiry and goes on with it. */
function followingReading(settings: Settings, store: Store, readingFirst: ReadingFirst, { metrics, log }: Pick<Context, 'metrics' | 'log'>): Pick<Jobs, 'allocate' | 'link'> & { readonly following: Omit<Following, 'tellOfficers'>; readonly isBusy: () => boolean } {
  const now = systemClock
  const { steps } = store
  const hours = serviceHours(settings)
  const allocating = {
    steps, ledger: new StoredAllocationLedger(store.connection, now, SERVICE.caseWeights, new PairsToSettle(store.connection, now, log)), isOpen: (at: Date) => hours.isOpen(at),
    whoKnows: whoKnows(store), readLanguages: languageReader(languageWords()),
    caseWeights: SERVICE.caseWeights, allocateAgainMs: SERVICE.allocateAgainMs, now, log,
  }
  const linking = { steps, links: new StoredLinkLedger(store.intakes, store.sealer, steps), linkAgainMs: SERVICE.linkAgainMs, now, log }
  // Of several at once each decides on what the others are changing, and all but one decide again.
  const inTurn = oneAtATime(allocateWork(allocating))
  const ofJustRead = counting(inTurn)
  return {
    allocate: readingFirst.first(allocateJob(allocating, inTurn)),
    isBusy: () => ofJustRead.underWay() >= MOST_IN_TURN,
    link: readingFirst.then(LINKING_WAITS_MS, linkJob(linking)),
    following: {
      allocate: readingFirst.first(countedWork(metrics, 'allocate', async (claimed) => workOnClaimed(allocating, { step: 'allocate', claimed }, ofJustRead))),
      link: readingFirst.then(LINKING_WAITS_MS, countedWork(metrics, 'link', async (claimed) => workOnClaimed(linking, { step: 'link', claimed }, linkWork(linking)))),
    },
  }
}
