import { randomBytes } from 'node:crypto'
import type { mongo } from 'mongoose'
import type { Clock } from '../domain/clock'
import type { ClaimedIntake } from '../domain/claimedIntake'
import { type Claim, pendingStep, type StepName } from '../domain/step'
import type { OwedTask } from '../domain/task'
import { bareCollection } from './bareCollection'
import { changingWeight } from './keptLoads'
import type { IntakeModel } from './intakeModel'
import type { IntakeDocument } from './intakeDocument'
import type { Sealer } from './seal'
import { notesIn, toIntake } from './toIntake'

type Filter = mongo.Filter<IntakeDocument>

/** How long a worker may hold a step before another may take it, in milliseconds. */
export const STEP_LEASE_MS = 60_000

/** Takes, hands back and gives up the steps that enquiries owe; each outcome stands only while its claim does. */
export class StepLedger {
  constructor(
    readonly intakes: IntakeModel,
    private readonly sealer: Sealer,
    readonly now: Clock,
  ) {}

  /** The step, if it is due and nobody else holds it; undefined otherwise, which is no error. */
  async claim(step: StepName, intakeId: string): Promise<ClaimedIntake | undefined> {
    const held = await this.take(step, intakeId)
    return held && this.claimed(step, held.document, held.claim.token)
  }

  /** The same with these fields alone, as they are then, for work that needs nothing of what is sealed. */
  async claimWith(step: StepName, intakeId: string, fields: object): Promise<{ readonly claim: Claim; readonly document: IntakeDocument } | undefined> {
    return this.take(step, intakeId, { ...fields, [`steps.${step}.attempts`]: 1 })
  }

  /** The same before it is due, where nobody holds it and `also` holds. */
  async claimAhead(step: StepName, intakeId: string, fields: object, also: object): Promise<{ readonly claim: Claim; readonly document: IntakeDocument } | undefined> {
    const free = { $or: [{ [`steps.${step}.state`]: 'pending' }, dueBy(step, this.now())] }
    return this.take(step, intakeId, { ...fields, [`steps.${step}.attempts`]: 1 }, { $and: [free, also] })
  }

  private async take(step: StepName, intakeId: string, projection?: object, when?: object): Promise<{ readonly claim: Claim; readonly document: IntakeDocument } | undefined> {
    const now = this.now()
    const token = randomBytes(12).toString('hex')
    const document = await bareCollection(this.intakes).findOneAndUpdate(
      { _id: intakeId, ...(when ?? dueBy(step, now)) },
      {
        $set: {
          [`steps.${step}.state`]: 'working',
          [`steps.${step}.dueAt`]: new Date(now.getTime() + STEP_LEASE_MS),
          [`steps.${step}.token`]: token,
        },
        $inc: { [`steps.${step}.attempts`]: 1 },
      },
      { returnDocument: 'after', ...(projection && { projection }) },
    )
    return document ? { claim: claimOf(step, document, token), document } : undefined
  }

  /** The triage of the enquiry that waits longest to be read again (src/store/rereading.ts); none that is to be read anyway. */
  async claimRereading(): Promise<ClaimedIntake | undefined> {
    const token = randomBytes(12).toString('hex')
    const document = await bareCollection(this.intakes).findOneAndUpdate(
      { toReadAgain: { $exists: true }, status: { $ne: 'closed' }, 'steps.triage.dueAt': { $exists: false } },
      { ...stepHeld('triage', { token }, this.now()), $unset: { toReadAgain: '' } },
      { sort: { toReadAgain: 1 }, returnDocument: 'after' },
    )
    return document ? this.claimed('triage', document, token) : undefined
  }

  private claimed(step: StepName, document: IntakeDocument, token: string): ClaimedIntake {
    const { sealer } = this
    return {
      claim: claimOf(step, document, token),
      owedTasks: document.owedTasks,
      // Opened by whoever works on it, so that failing counts as a try and ends in a card.
      get intake() {
        return toIntake(document, sealer)
      },
      get notes() {
        return notesIn(document, sealer)
      },
    }
  }

  /** For whoever works long on a step and gets on with it: held from now on as if it had just been claimed. Answers whether the claim still stood, as the others do. */
  async hold(step: StepName, claim: Claim): Promise<boolean> {
    return this.settle(step, claim, { $set: { [`steps.${step}.dueAt`]: new Date(this.now().getTime() + STEP_LEASE_MS) } })
  }

  /** Hands the step back, to be tried again at `dueAt`. */
  async postpone(step: StepName, claim: Claim, dueAt: Date): Promise<boolean> {
    return this.settle(step, claim, {
      $set: { [`steps.${step}.state`]: 'pending', [`steps.${step}.dueAt`]: dueAt },
      $unset: { [`steps.${step}.token`]: '' },
    })
  }

  async finish(step: StepName, claim: Claim): Promise<boolean> {
    return this.settle(step, claim, stepEnded(step, 'done'))
  }

  /**
   * Gives the step up for good and owes a card instead, so that a person looks. What waits for triage goes on without
   * it: an enquiry that the rules cannot read still gets its people. One that was read before waits for nothing.
   */
  async giveUp(step: StepName, claim: Claim, card: OwedTask): Promise<boolean> {
    const ended = stepEnded(step, 'failed')
    const change = { ...ended, $set: { ...ended.$set, 'steps.raiseTasks': pendingStep(this.now()) }, $push: { owedTasks: card } }
    const goesOn = { ...change, $set: { ...change.$set, 'steps.allocate.dueAt': this.now() } }
    if (step === 'triage' && await this.settle(step, claim, goesOn, { triage: { $exists: false } })) return true
    return this.settle(step, claim, change)
  }

  /** As `settle`, of a change to what the enquiry weighs for whoever has it. */
  async settleWeight(step: StepName, claim: Claim, change: object, also: object): Promise<boolean> {
    return changingWeight(this, claim.intakeId, async () => this.settle(step, claim, change, also))
  }

  /** Writes an outcome, a MongoDB update, on the condition that the claim still stands and `also` holds. */
  async settle(step: StepName, claim: Claim, change: object, also: object = {}, options: Pick<mongo.UpdateOptions, 'arrayFilters'> = {}): Promise<boolean> {
    const result = await bareCollection(this.intakes).updateOne(this.held(step, claim, also), change, options)
    // Matched, not modified: a change may write what stands there already.
    return result.matchedCount === 1
  }

  /** The same, with what then stands in some fields; nothing when it was not written. */
  async settleAndRead<T extends object>(step: StepName, claim: Claim, change: object, fields: { readonly [name in keyof T]?: 1 }): Promise<T | null> {
    return bareCollection(this.intakes).findOneAndUpdate(this.held(step, claim), change, { returnDocument: 'after', projection: fields }) as Promise<T | null>
  }

  private held(step: StepName, { intakeId, token }: Claim, also: object = {}): Filter {
    return { _id: intakeId, [`steps.${step}.token`]: token, ...also }
  }
}

const dueBy = (step: StepName, at: Date): Filter => ({ [`steps.${step}.dueAt`]: { $lte: at } })

const claimOf = (step: StepName, { _id: intakeId, steps }: IntakeDocument, token: string): Claim => ({ intakeId, token, attempts: steps[step].attempts })

/** An update that lets a claim go on to a step that nobody has tried yet. */
export const stepHeld = (step: StepName, { token }: Pick<Claim, 'token'>, now: Date) => ({
  $set: {
    [`steps.${step}.state`]: 'working', [`steps.${step}.dueAt`]: new Date(now.getTime() + STEP_LEASE_MS), [`steps.${step}.token`]: token,
    [`steps.${step}.attempts`]: 1,
  },
})

/** An update that lets a step that nobody holds wait until then; alone it tells nobody, for nothing falls due by it. */
export const stepWaits = (step: StepName, until: Date) => ({
  $set: { [`steps.${step}.state`]: 'pending', [`steps.${step}.dueAt`]: until, [`steps.${step}.attempts`]: 0 },
  $unset: { [`steps.${step}.token`]: '' },
})

/** The part of an update that ends a step, for outcomes that are written in the same breath. */
export const stepEnded = (step: StepName, state: 'done' | 'failed') => ({
  $set: { [`steps.${step}.state`]: state },
  $unset: { [`steps.${step}.token`]: '', [`steps.${step}.dueAt`]: '' },
})

/** The filter and the change by which a step that waits for a later moment is due now. */
export const dueNow = (step: StepName, intakeId: string, at: Date) =>
  [{ _id: intakeId, [`steps.${step}.state`]: 'pending', [`steps.${step}.dueAt`]: { $gt: at } }, { $set: { [`steps.${step}.dueAt`]: at } }] as const
