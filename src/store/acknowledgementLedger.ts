import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import type { AcknowledgementLedger, AcknowledgementOutcome, ClaimedAcknowledgement } from '../acknowledgement/ports'
import type { Clock } from '../domain/clock'
import { type Claim, pendingStep } from '../domain/step'
import type { AcknowledgementDocument, IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import type { Sealer } from './seal'
import { SEALED_FIELDS } from './toIntake'

/** How long one attempt may take before another process may take over; longer than any send lasts. In milliseconds. */
const LEASE_MS = 60_000

/** The acknowledgement as part of its enquiry's document. What an outcome owes is written in the same breath. */
export class StoredAcknowledgementLedger implements AcknowledgementLedger {
  private readonly intakes: IntakeModel

  constructor(connection: Connection, private readonly sealer: Sealer, private readonly now: Clock) {
    this.intakes = intakeModel(connection)
  }

  async claim(intakeId: string): Promise<ClaimedAcknowledgement | undefined> {
    const now = this.now()
    const token = randomBytes(12).toString('hex')
    const leaseEnd = new Date(now.getTime() + LEASE_MS)
    // A pipeline, so that the state before decides: found still `sending`, its holder died over it and it may be out.
    const died = { $eq: ['$acknowledgement.state', 'sending'] }
    const doubts = { $add: [{ $ifNull: ['$acknowledgement.doubts', 0] }, { $cond: [died, 1, 0] }] }
    const document = await this.intakes.findOneAndUpdate(
      { _id: intakeId, 'acknowledgement.dueAt': { $lte: now } },
      [{
        $set: {
          'acknowledgement.state': 'sending',
          'acknowledgement.dueAt': leaseEnd,
          'acknowledgement.token': token,
          'acknowledgement.attempts': { $add: ['$acknowledgement.attempts', 1] },
          'acknowledgement.doubts': doubts,
        },
      }],
      { returnDocument: 'after', updatePipeline: true },
    ).lean<IntakeDocument>()
    if (!document) return undefined
    try {
      return this.toClaimed(document, token)
    } catch {
      // Its recipient does not open: no later try would fare better, and a person must know.
      const claim = { intakeId, token, attempts: document.acknowledgement.attempts }
      await this.record(claim, { state: 'failed', reason: 'unreadable_record', card: { kind: 'acknowledgement_failed', dueAt: now } })
      return undefined
    }
  }

  async record({ intakeId, token }: Claim, outcome: AcknowledgementOutcome): Promise<boolean> {
    const { state } = outcome
    const change: Record<string, unknown> = { state }
    if ('reason' in outcome) change['reason'] = outcome.reason
    if ('sentAt' in outcome) change['sentAt'] = outcome.sentAt
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

  private toClaimed({ _id, reference, receivedAt, acknowledgement }: IntakeDocument, token: string): ClaimedAcknowledgement {
    const { to, messageId, inReplyTo, references, attempts, doubts, language, onceFor } = acknowledgement as Required<AcknowledgementDocument>
    return Object.freeze({
      claim: { intakeId: _id, token, attempts },
      reference,
      language: language ?? 'en',
      receivedAt,
      to: this.sealer.unsealText(_id, SEALED_FIELDS.recipient, to),
      messageId,
      references: references ?? [],
      ...(inReplyTo && { inReplyTo }),
      ...(onceFor && { onceFor }),
      doubts,
    })
  }
}

const prefixed = (change: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(change).map(([key, value]) => [`acknowledgement.${key}`, value]))
