import type { Clock } from '../domain/clock'
import { type Claim, pendingStep } from '../domain/step'
import type { MissingCard, RecordingLedger, RecordingsLeft } from '../telephone/recordings/ports'
import type { StoredRecording } from './documents/telephonyDocument'
import { stepEnded, type StepLedger } from './stepLedger'

const STEP = 'keepRecordings'

/** Notes what became of a call's recordings, on the condition that the claim on the step still stands. */
export class StoredRecordingLedger implements RecordingLedger {
  constructor(private readonly steps: StepLedger, private readonly now: Clock) {}

  async hold(claim: Claim): Promise<boolean> {
    return this.steps.hold(STEP, claim)
  }

  async noteKept(claim: Claim, recording: StoredRecording): Promise<boolean> {
    const isNew = { 'telephony.kept.sid': { $ne: recording.sid } }
    return this.steps.settle(STEP, claim, { $push: { 'telephony.kept': recording } }, isNew)
  }

  async noteRemoved(claim: Claim, sid: string, at: Date): Promise<boolean> {
    return this.steps.settle(STEP, claim, { $set: { 'telephony.kept.$.removedAt': at } }, { 'telephony.kept.sid': sid })
  }

  async leave(claim: Claim, left: RecordingsLeft): Promise<boolean> {
    const card = this.cardChange(left.card)
    const step = stepChange(left)
    return this.steps.settle(STEP, claim, { ...step, ...card, $set: { ...step.$set, ...card.$set } })
  }

  private cardChange(card: MissingCard): { $set?: object; $push?: object; $pull?: object } {
    if (card === undefined) return {}
    // Cards are put up and taken off by the worker that raises them.
    const $set = { 'steps.raiseTasks': pendingStep(this.now()) }
    return card === 'withdraw' ? { $set, $pull: { owedTasks: { kind: 'recording_missing' } } } : { $set, $push: { owedTasks: card } }
  }
}

function stepChange(left: RecordingsLeft) {
  if (left.kind !== 'again') return stepEnded(STEP, left.kind === 'done' ? 'done' : 'failed')
  return {
    $set: { [`steps.${STEP}.state`]: 'pending', [`steps.${STEP}.dueAt`]: left.at, ...(!left.failing && { [`steps.${STEP}.attempts`]: 0 }) },
    $unset: { [`steps.${STEP}.token`]: '' },
  }
}
