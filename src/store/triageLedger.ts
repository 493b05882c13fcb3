import type { FirstClock } from '../allocation/escalation/firstClock'
import type { Clock } from '../domain/clock'
import { type Priority, priorityRank } from '../domain/priority'
import { secondsFor, type SecondTriggersByRole } from '../domain/secondProfessionals'
import { type Claim, pendingStep } from '../domain/step'
import { READ_BY_A_PERSON, type Triage } from '../domain/triage'
import type { RecordedTriage, TriagedBefore } from '../triage/triageIntake'
import { type Accepted, acceptanceEnded, stillAccepted } from './acceptanceEnded'
import { OPEN_STATUSES } from './caseloads'
import type { HistoryDocument } from './documents/historyDocument'
import { clockWritten } from './escalationLedger'
import type { Sealer } from './seal'
import { secondsCalled } from './secondCalls'
import { stepEnded, stepHeld, type StepLedger, stepWaits } from './stepLedger'
import { triageDocument } from './triageDocument'

type SetFirstClock = (read: { readonly receivedAt: Date; readonly priority: Priority; readonly at: Date }) => FirstClock | undefined

/** As it came in: nobody has tried what follows, told anybody of it, or written anything down. */
const UNTOUCHED = {
  status: 'received', triage: { $exists: false }, escalation: { $exists: false }, 'history.0': { $exists: false },
  'steps.allocate.attempts': 0, 'steps.allocate.dueAt': { $exists: false }, 'steps.link.attempts': 0, 'steps.link.state': 'pending',
  'steps.escalateSecond.state': 'done',
} as const

/** How far whoever reads a new message goes on with the steps that follow. Each is claimed with the write of what was read. */
interface GoesOn {
  /** Whether it goes on at all: not where allocation is behind. */
  readonly mayAllocate: () => boolean
  /** Whether it tells officers, too: not while many are being told. */
  readonly mayTell: () => boolean
  readonly firstClock: SetFirstClock
}

/** Writes what triage found together with the end of its step. */
export class TriageLedger {
  /** @param goesOn without it each step that follows is left to its own job */
  constructor(
    private readonly steps: StepLedger, private readonly sealer: Sealer, private readonly now: Clock, private readonly triggers: SecondTriggersByRole,
    private readonly goesOn?: GoesOn,
  ) {}

  async hold(claim: Claim): Promise<boolean> {
    return this.steps.hold('triage', claim)
  }

  /**
   * Allocation becomes due with the first reading; a later one changes neither the people nor how far the enquiry is. The claim
   * is lost, too, when somebody has confirmed the priority, accepted it or put it on a list since it was read: it is read again. An acceptance of
   * what a note, or rules that were changed, then raised ends: it waits anew, first for whoever had accepted it.
   */
  async recordTriage(claim: Claim, triage: Triage, before: TriagedBefore): Promise<RecordedTriage> {
    const { $set, $unset, ...others } = this.change(claim, triage, before)
    const following = this.following(claim, triage, before)
    if (following) {
      const left = Object.fromEntries(Object.entries($set).filter(([path]) => !following.instead.includes(path)))
      const change = { ...others, $set: { ...left, ...following.$set }, $unset: { ...$unset, ...following.$unset } }
      if (await this.steps.settle('triage', claim, change, UNTOUCHED)) return following.goesOn
    }
    const also = {
      'triage.confirmedAt': before.confirmedAt ?? { $exists: false },
      // Somebody may have put it on a list, which what is found now would bring it back from.
      ...(OPEN_STATUSES.includes(before.status) && { status: { $in: OPEN_STATUSES } }),
      // Somebody who was told of it may have accepted what nothing had read.
      ...(before.status === 'received' && { status: 'received' as const }),
      ...(before.raised && asItWasRaised(before.status, before.raised)),
    }
    // What was only received is nobody's yet.
    const settled = before.status === 'received'
      ? await this.steps.settle('triage', claim, { ...others, $set, $unset }, also)
      : await this.steps.settleWeight('triage', claim, { ...others, $set, $unset }, also)
    return settled ? 'recorded' : 'claim_lost'
  }

  private change(claim: Claim, triage: Triage, before: TriagedBefore) {
    const ended = stepEnded('triage', 'done')
    // Whoever was called for once stays so.
    const { $set: called, ...seconds } = secondsCalled(secondsFor(triage, this.triggers), this.now())
    const waitsAnew = before.status === 'accepted' && before.raised && hasAcceptance(before.raised) && acceptanceEnded(before.raised, this.now())
    const read = readBefore(before.found)
    return {
      ...seconds,
      ...(read && { $push: { history: read } }),
      $set: {
        ...ended.$set,
        ...called,
        triage: triageDocument(claim.intakeId, triage, this.sealer),
        queueRank: priorityRank(triage.priority),
        ...(before.status === 'received' && { status: 'triaged' }),
        ...(!before.triaged && { 'steps.allocate.dueAt': this.now() }),
        // Its clock is set by the priority.
        'steps.escalate': pendingStep(this.now()),
        // The same of an officer, and of a call-back that is owed, which is due sooner where it is urgent. What nothing had read counted as urgent: the first reading raises nothing, and an officer is told by what it calls for.
        ...(before.triaged && { 'steps.escalateSecond': pendingStep(this.now()) }),
        ...((before.triaged || (triage.priority === 'urgent' && !before.mailReceivedAt)) && { 'steps.escalateCallback': pendingStep(this.now()) }),
        // Whoever was woken for its call accepted what was less pressing.
        ...(before.raised && { 'escalation.anewSince': this.now() }),
        ...(waitsAnew && waitsAnew.$set),
      },
      // Whatever read it read it by the rules of now.
      $unset: { ...ended.$unset, toReadAgain: '', ...(waitsAnew && waitsAnew.$unset) },
    }
  }

  /**
   * What the claim of a new message goes on to, and what that stands in place of. How a call stands tells its clock: each step of
   * a call is left to its own job, and so is each of a message of which somebody is to be told at once.
   */
  private following(claim: Claim, triage: Triage, { status, triaged, mailReceivedAt: receivedAt }: TriagedBefore) {
    if (status !== 'received' || triaged || !receivedAt || !this.goesOn?.mayAllocate()) return undefined
    const now = this.now()
    const first = this.goesOn.firstClock({ receivedAt, priority: triage.priority, at: now })
    if (!first) return undefined
    const tells = secondsFor(triage, this.triggers).length > 0 && this.goesOn.mayTell()
    const held = (step: 'allocate' | 'link' | 'escalateSecond') => stepHeld(step, claim, now).$set
    const waits = stepWaits('escalate', first.until)
    return {
      goesOn: tells ? 'claim_goes_on_to_officers' as const : 'claim_goes_on' as const,
      instead: ['steps.escalate', ...(tells ? ['steps.escalateSecond'] : [])],
      $set: { ...held('allocate'), ...held('link'), ...(tells && held('escalateSecond')), ...clockWritten(first.clock, first.ladder).$set, ...waits.$set },
      $unset: waits.$unset,
    }
  }
}

/** What the rules proposed before stays in the history, though they propose the same: people decided by it in between. */
function readBefore(found: Triage | undefined): HistoryDocument | undefined {
  if (!found || found.rulesVersion === READ_BY_A_PERSON) return undefined
  return { kind: 'read_before', at: found.at, by: '', byName: '', to: found.proposedPriority }
}

type Raised = NonNullable<TriagedBefore['raised']>

function asItWasRaised(status: TriagedBefore['status'], raised: Raised) {
  if (status !== 'accepted') return { status: OPEN_STATUSES.includes(status) ? { $in: OPEN_STATUSES.filter((one) => one !== 'accepted') } : { $ne: 'accepted' as const } }
  return hasAcceptance(raised) ? stillAccepted(raised) : { status, acceptance: { $exists: false } }
}

const hasAcceptance = (raised: Raised): raised is Accepted => raised.acceptance !== undefined
