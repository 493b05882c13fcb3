import type { Logger } from 'pino'
import type { ClaimedIntake } from '../../domain/claimedIntake'
import type { PhoneIntake } from '../../domain/intake'
import type { Claim } from '../../domain/step'
import type { OwedTask } from '../../domain/task'
import { unreachable } from '../../domain/unreachable'
import { type AskAfterDeps, type AskedAfter, askAfterRecordings } from './askAfterRecordings'
import { CopyRefused, keepRecording, type KeepRecordingDeps, removeTheRest } from './keepRecording'
import type { MissingCard, RecordingsLeft } from './ports'

export interface KeepRecordingsDeps extends KeepRecordingDeps, AskAfterDeps {
  readonly provider: KeepRecordingDeps['provider'] & AskAfterDeps['provider']
  /** How soon somebody finds out what became of a message that was not kept, in milliseconds since the tone. */
  readonly listenWithinMs: number
  /** After so many tries in vain a person is told, while the tries go on. */
  readonly tellAfterTries: number
  /** The wait before the next try, in milliseconds; `attempts` counts the tries so far. */
  readonly retryAfterMs: (attempts: number) => number
  readonly log: Logger
}

export type KeepRecordingsOutcome = RecordingsLeft['kind'] | 'not_mine'

/** What befell while the recordings were gone through; all of them are, before anything is decided. */
interface Befell {
  readonly failures: number
  /** A message may be there that nobody can hear. */
  readonly unheard: boolean
  /** What the network announced once, and does not know of any more after time enough. */
  readonly gone: boolean
  readonly asked: AskedAfter
}

/**
 * Brings a call's messages home: copies every recording that the network announced, removes it there once the copy is
 * verified, and asks after what was not announced. A recording that exists is never given up; while it cannot be had, a
 * card says so. One that nobody knows of, or knows of any more, is given up in the end, with a card.
 */
export async function keepRecordings(deps: KeepRecordingsDeps, { claim, intake }: Pick<ClaimedIntake, 'claim' | 'intake'>): Promise<KeepRecordingsOutcome> {
  const left = intake.channel === 'phone' ? await bringHome(deps, claim, intake) : NOTHING_OWED
  if (left === 'not_mine') return left
  return (await deps.ledger.leave(claim, left)) ? left.kind : 'not_mine'
}

const NOTHING_OWED: RecordingsLeft = { kind: 'done', card: undefined }

async function bringHome(deps: KeepRecordingsDeps, claim: Claim, intake: PhoneIntake): Promise<RecordingsLeft | 'not_mine'> {
  const befell = await goThrough(deps, claim, intake)
  return befell === 'not_mine' ? befell : whatNow(deps, claim, intake, befell)
}

async function goThrough(deps: KeepRecordingsDeps, claim: Claim, { id, telephony }: PhoneIntake): Promise<Befell | 'not_mine'> {
  let failures = 0
  let unheard = false
  let gone = false
  const isLate = deps.now().getTime() - (telephony.messageAskedAt?.getTime() ?? 0) >= deps.giveUpAfterMs
  const failed = (error: unknown, recordingSid?: string): void => {
    failures += 1
    const level = claim.attempts >= deps.tellAfterTries ? 'error' : 'warn'
    deps.log[level]({ intakeId: id, recordingSid, attempts: claim.attempts, err: error }, 'a recording could not be brought home; it is tried again')
  }
  for (const { sid, ...recording } of telephony.recordings) {
    const kept = telephony.kept.find((one) => one.sid === sid)
    if (recording.status !== 'completed' || kept?.removedAt) continue
    if (!(await deps.ledger.hold(claim))) return 'not_mine'
    let isKept = kept !== undefined
    try {
      isKept ||= await keepRecording(deps, claim, { sid, ...recording })
      if (!isKept || !(await removeTheRest(deps, claim, sid))) return 'not_mine'
      deps.log.info({ intakeId: id, recordingSid: sid }, 'a recording is kept, and removed at the network')
    } catch (error) {
      if (isLate && error instanceof CopyRefused && error.code === 'gone') gone = true
      else failed(error, sid)
      unheard ||= !isKept
    }
  }
  try {
    return { failures, unheard, gone, asked: await askAfterRecordings(deps, telephony, deps.now()) }
  } catch (error) {
    failed(error)
    return { failures, unheard: unheard || isLate, gone, asked: { kind: 'not_awaited' } }
  }
}

function whatNow(deps: KeepRecordingsDeps, claim: Claim, intake: PhoneIntake, { failures, unheard, gone, asked }: Befell): RecordingsLeft {
  const now = deps.now()
  if (failures > 0) {
    const card = unheard && claim.attempts >= deps.tellAfterTries ? missingCard(deps, intake) : undefined
    return { kind: 'again', at: new Date(now.getTime() + deps.retryAfterMs(claim.attempts)), failing: true, card }
  }
  switch (asked.kind) {
    case 'learnt':
      return { kind: 'again', at: now, failing: false, card: undefined }
    case 'nothing_new':
      return { kind: 'again', at: asked.lookAgainAt, failing: false, card: undefined }
    case 'gave_up':
      return { kind: 'given_up', card: !gone && leftBeforeTheTone(intake) ? undefined : missingCard(deps, intake) }
    case 'not_awaited':
      if (gone) return { kind: 'given_up', card: missingCard(deps, intake) }
      return { kind: 'done', card: isCardAnswered(intake) ? 'withdraw' : undefined }
    default:
      return unreachable(asked)
  }
}

/** The same card as the call owes for a recording that the network calls absent, so that there is never a second. */
function missingCard({ listenWithinMs }: KeepRecordingsDeps, { telephony, owedTasks, receivedAt }: PhoneIntake): MissingCard {
  const from = telephony.messageAskedAt ?? receivedAt
  return owedTasks.some(isMissing) ? undefined : { kind: 'recording_missing', dueAt: new Date(from.getTime() + listenWithinMs) }
}

/** Nothing was ever announced, the network has nothing, and the call owes a person's look for another reason. */
const leftBeforeTheTone = ({ telephony: { recordings, endedAt }, owedTasks }: PhoneIntake): boolean =>
  recordings.length === 0 && endedAt !== undefined && owedTasks.some(({ kind }) => kind !== 'recording_missing' && kind !== 'listen')

/** Everything that the network has is here. Where it has nothing, the card stays: that is what it is about. */
const isCardAnswered = ({ telephony: { recordings }, owedTasks }: PhoneIntake): boolean =>
  owedTasks.some(isMissing) && recordings.some(({ status }) => status === 'completed')

const isMissing = ({ kind }: OwedTask): boolean => kind === 'recording_missing'
