import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import type { WorkName } from '../../config/queues'
import { languageWords } from '../../config/languages'
import { SERVICE } from '../../config/service'
import { firstClock } from '../allocation/escalation/firstClock'
import type { ClaimedIntake } from '../domain/claimedIntake'
import { systemClock } from '../domain/clock'
import { languageReader } from '../domain/languages'
import { counting, oneAtATime } from '../domain/turns'
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
import type { Mailers } from './mailers'
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
/** So long, in milliseconds, what can wait does so at most while enquiries are read and allocated. */
const READING_FIRST_MS = 250

type Jobs = Readonly<Record<WorkName, (intakeId: string) => Promise<void>>>

export interface WorkersWork {
  readonly jobs: Jobs
  /** An enquiry that is read again by rules that were changed: no job, for it stands in no queue. */
  readonly reread: (claimed: ClaimedIntake) => Promise<void>
}

interface Context {
  readonly readers: () => TriageReaders
  readonly mailers: Mailers
  readonly metrics: Metrics
  readonly log: Logger
}

/** What the workers do with each kind of work. */
export function workerJobs(settings: Settings, store: Store, { readers, mailers, metrics, log }: Context): WorkersWork {
  const now = systemClock
  const { steps } = store
  const provider = networkProvider(settings)
  const ringing = ringStaffDeps(settings, store, provider, log)
  const acknowledging = acknowledgementDeps(settings, store, mailers.toEnquirers, log)
  const messengers = staffMessengers({
    mailer: mailers.toStaff, from: settings.MAIL_FROM, deskUrl: settings.PUBLIC_BASE_URL, telephone: ringing, now, log,
    ...(acknowledging.signer && { signer: acknowledging.signer }),
  })
  const escalating = escalateDeps(settings, store, messengers, log)
  const officers = { steps, ...escalateSecondDeps(settings, store, messengers, log) }
  const { first, afterwards } = new ReadingFirst(READING_FIRST_MS)
  const counted = <Input>(work: WorkName, perform: (input: Input) => Promise<WorkEnd>) => countedWork(metrics, work, perform)
  const { allocate, link, allocateRead, linkRead, isBusy } = followingReading(settings, store, log)
  const tellOfficers = escalateHeldSecond(officers, MOST_TELLING, afterwards)
  const following: Following = {
    allocate: first(counted('allocate', allocateRead)), link: afterwards(counted('link', linkRead)), tellOfficers: counted('escalateSecond', tellOfficers),
  }
  const triageLedger = new TriageLedger(steps, store.sealer, now, SERVICE.secondProfessionals, {
    // Where allocation is behind, what is read next is not held up by it: an urgent one may be among it.
    mayAllocate: () => !isBusy(), mayTell: tellOfficers.hasRoom, firstClock: (read) => firstClock(escalating, read),
  })
  const reading = {
    steps, triageLedger: withReturns(triageLedger, routingDeps(store, now)), readers, now, log, heldTexts: heldTexts(store, acknowledging.letterhead),
  }
  const jobs: Jobs = {
    triage: counted('triage', first(triageJob({ ...reading, following }))),
    // By itself it looks again for what nobody could take, or at what was left over: nothing that was just read waits for that.
    allocate: counted('allocate', allocate),
    raiseTasks: counted('raiseTasks', raiseTasksJob({ steps, tasks: cardsWithReturns(store.tasks, routingDeps(store, now)), now, log })),
    keepRecordings: counted('keepRecordings', keepRecordingsJob({ steps, ...recordingDeps(store, provider, telephoneDeps(settings, store, log), log) })),
    ringStaff: counted('ringStaff', ringStaffJob({ ...ringing, steps })),
    wakeSomebody: counted('wakeSomebody', wakeSomebodyJob({ ...ringing, steps })),
    escalate: afterwards(counted('escalate', escalateJob({ steps, ...escalating }))),
    escalateCallback: counted('escalateCallback', escalateCallbackJob({ steps, ...escalateCallbackDeps(settings, store, messengers, log) })),
    escalateSecond: afterwards(counted('escalateSecond', escalateSecondJob(officers))),
    link: afterwards(counted('link', link)),
    acknowledge: counted('acknowledge', acknowledgeJob(acknowledging, textDeps(settings, store, provider, acknowledging))),
  }
  return { jobs, reread: counted('triage', rereadJob(reading)) }
}

/** Allocation and linking: as jobs of their own, and of what was just read, for whoever goes on with it. */
function followingReading(settings: Settings, store: Store, log: Logger) {
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
    allocate: allocateJob(allocating, inTurn),
    link: linkJob(linking),
    allocateRead: async (claimed: ClaimedIntake) => workOnClaimed(allocating, { step: 'allocate', claimed }, ofJustRead),
    linkRead: async (claimed: ClaimedIntake) => workOnClaimed(linking, { step: 'link', claimed }, linkWork(linking)),
    isBusy: () => ofJustRead.underWay() >= MOST_IN_TURN,
  }
}
