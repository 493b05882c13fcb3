import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import type { AcknowledgementOutcome } from '../acknowledgement/ports'
import type { Clock } from '../domain/clock'
import type { Channel } from '../domain/intake'
import { type Claim, pendingStep } from '../domain/step'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'

/** How long one attempt may take before another process may take over; longer than any send lasts. In milliseconds. */
const LEASE_MS = 60_000

/** The acknowledgements of one channel, each as part of its enquiry's document. What an outcome owes is written in the same breath. */
export class AcknowledgementClaims<T> {
  private readonly intakes: IntakeModel

  /** @param read what the claim is for; throws when the record does not open */
  constructor(
    connection: Connection,
    private readonly now: Clock,
    private readonly channel: Channel,
    private readonly read: (document: IntakeDocument, claim: Claim) => T,
  ) {
    this.intakes = intakeModel(connection)
  }

  async claim(intakeId: string): Promise<T | undefined> {
    const now = this.now()
    const token = randomBytes(12).toString('hex')
    const leaseEnd = new Date(now.getTime() + LEASE_MS)
    // A pipeline, so that the state before decides: found still `sending`, its holder died over it and it may be out.
    const died = { $eq: ['$acknowledgement.state', 'sending'] }
    // What was sent is only looked after: that is no attempt, and to die over it leaves no doubt.
    const sent = { $eq: ['$acknowledgement.state', 'sent'] }
    const doubts = { $add: [{ $ifNull: ['$acknowledgement.doubts', 0] }, { $cond: [died, 1, 0] }] }
    const document = await this.intakes.findOneAndUpdate(
      { _id: intakeId, channel: this.channel, 'acknowledgement.dueAt': { $lte: now } },
      [{
        $set: {
          'acknowledgement.state': { $cond: [sent, 'sent', 'sending'] },
          'acknowledgement.dueAt': leaseEnd,
          'acknowledgement.token': token,
          'acknowledgement.attempts': { $add: ['$acknowledgement.attempts', { $cond: [sent, 0, 1] }] },
          'acknowledgement.doubts': doubts,
        },
      }],
      { returnDocument: 'after', updatePipeline: true },
    ).lean<IntakeDocument>()
    if (!document) return undefined
    const claim = { intakeId, token, attempts: document.acknowledgement.attempts }
    try {
      return this.read(document, claim)
    } catch {
      // Its recipient does not open: no later try would fare better, and a person must know.
      await this.record(claim, { state: 'failed', reason: 'unreadable_record', card: { kind: 'acknowledgement_failed', dueAt: now } })
      return undefined
    }
  }

  async record({ intakeId, token }: Claim, outcome: AcknowledgementOutcome): Promise<boolean> {
    const { state } = outcome
    const change: Record<string, unknown> = { state }
    if ('reason' in outcome) change['reason'] = outcome.reason
    if ('sentAt' in outcome) change['sentAt'] = outcome.sentAt
    if ('deliveredAt' in outcome) change['deliveredAt'] = outcome.deliveredAt
    if ('doubts' in outcome) change['doubts'] = outcome.doubts
    const dueAt = 'dueAt' in outcome ? outcome.dueAt : undefined
    const card = 'card' in outcome ? outcome.card : undefined
    const result = await this.intakes.updateOne(
      { _id: intakeId, 'acknowledgement.token': token },
      {
        $set: {
          ...prefixed(change),
          ...(dueAt && { 'acknowledgement.dueAt': dueAt }),
          ...(card && { 'steps.raiseTasks': pendingStep(this.now()) }),
        },
        $unset: {
          'acknowledgement.token': '',
          ...(dueAt ? {} : { 'acknowledgement.dueAt': '' }),
          ...('reason' in outcome ? {} : { 'acknowledgement.reason': '' }),
        },
        ...(card && { $push: { owedTasks: card } }),
      },
    )
    return result.modifiedCount === 1
  }
}

const prefixed = (change: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(change).map(([key, value]) => [`acknowledgement.${key}`, value]))
