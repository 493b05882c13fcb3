import type { Connection } from 'mongoose'
import type { Begun, CameOut, HeldStep, Tellable } from '../allocation/escalation/ports'
import type { AwaitedSecond, SecondEscalations, SecondLadder } from '../allocation/secondProfessionals/ports'
import { SECOND_ROLES, type SecondRole } from '../domain/secondProfessionals'
import type { Claim } from '../domain/step'
import { barredInThread } from './barred'
import { bareCollection } from './bareCollection'
import { OPEN_STATUSES } from './caseloads'
import type { SecondDocument } from './documents/secondDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { isNotNeeded } from './secondCalls'
import { staffModel } from './staffModel'
import type { StepLedger } from './stepLedger'
import { tellableStaff } from './tellableStaff'
import { cameOutIn, keepThoseThatLeave, noteCameOut, tellingsBegun } from './tellings'

const tellingsOf = (role: SecondRole) => `seconds.${role}.tellings` as const

/** That somebody is asked, and how far telling them has come: others are told at once, by a clock that goes on where it ran. */
const ASKING = ['asked', 'rung', 'nextAt', 'lookAt'] as const

const SHOWN = { reference: 1, status: 1, joinedTo: 1, allocation: 1, acceptance: 1, 'triage.priority': 1, seconds: 1 } as const

/** How far telling the officers has come, in the enquiry's own document. */
export class StoredSecondEscalations implements SecondEscalations {
  private readonly intakes: IntakeModel

  /** @param without roles that the service has nobody of and wants nobody told of */
  constructor(private readonly connection: Connection, private readonly steps: StepLedger, private readonly without: readonly SecondRole[] = []) {
    this.intakes = intakeModel(connection)
  }

  async claim(intakeId: string): Promise<HeldStep<AwaitedSecond> | undefined> {
    const held = await this.steps.claimWith('escalateSecond', intakeId, SHOWN)
    return held && { claim: held.claim, look: async () => this.awaited(held.document) }
  }

  held(claim: Claim): HeldStep<AwaitedSecond> {
    return { claim, look: async () => this.awaited(await bareCollection(this.intakes).findOne({ _id: claim.intakeId }, { projection: SHOWN })) }
  }

  private async awaited(found: IntakeDocument | null): Promise<AwaitedSecond | undefined> {
    if (!found) return undefined
    if ((await this.releaseGone(found)) || (await this.callAnew(found))) return this.awaited(await this.intakes.findById(found._id, SHOWN).lean<IntakeDocument>())
    const [first, other] = this.awaitedIn(found)
    return first && toAwaited(found, first, other)
  }

  /** Whoever has no account in use, or may not open it any more, is on it no longer, or asked. Answers whether anybody is not. */
  private async releaseGone({ _id, status, joinedTo, seconds = {} }: Pick<IntakeDocument, '_id' | 'status' | 'joinedTo' | 'seconds'>): Promise<boolean> {
    const held = SECOND_ROLES.flatMap((role) => {
      const { acceptance, asked } = seconds[role] ?? {}
      const one = acceptance ?? asked
      return one ? [{ role, isOnIt: acceptance !== undefined, ...one }] : []
    })
    if (held.length === 0 || !OPEN_STATUSES.includes(status)) return false
    const [barred, active] = await Promise.all([
      barredInThread(this.intakes, { id: _id, ...(joinedTo !== undefined && { joinedTo }) }),
      staffModel(this.connection).distinct('_id', { _id: { $in: held.map(({ by }) => by) }, active: true }),
    ])
    const gone = held.filter(({ by }) => barred.has(by) || !active.includes(by))
    for (const { role, isOnIt, by, byName } of gone) {
      const [second, at] = [`seconds.${role}`, this.steps.now()]
      await this.intakes.updateOne({ _id, [`${second}.${isOnIt ? 'acceptance' : 'asked'}.by`]: by }, isOnIt ? {
        $set: { [`${second}.awaitedSince`]: at }, $unset: { [`${second}.acceptance`]: '' },
        $push: { history: { kind: 'second_gone', role, at, by: '', byName: '', other: byName } },
      } : { $unset: Object.fromEntries(ASKING.map((field) => [`${second}.${field}`, ''])) })
    }
    return gone.length > 0
  }

  /** What a manager found to need no officer calls for one again by what has come up since. Answers whether any does. */
  private async callAnew({ _id, seconds = {} }: Pick<IntakeDocument, '_id' | 'seconds'>): Promise<boolean> {
    const anew = SECOND_ROLES.filter((one) => seconds[one]?.notNeeded && !isNotNeeded(seconds[one]))
    for (const role of anew) {
      const seen = { [`seconds.${role}.notNeeded.at`]: seconds[role]?.notNeeded?.at }
      await this.intakes.updateOne({ _id, ...seen } as never, { $unset: { [`seconds.${role}.notNeeded`]: '' }, $set: { [`seconds.${role}.awaitedSince`]: this.steps.now() } })
    }
    return anew.length > 0
  }

  async people(id: string, { role, handedBack, ...thread }: Pick<AwaitedSecond, 'role' | 'joinedTo' | 'handedBack'>, at: Date): Promise<readonly Tellable[]> {
    const barred = await barredInThread(this.intakes, { id, ...thread })
    return tellableStaff(this.connection, at, new Set([...barred, ...handedBack]), [role, 'manager'])
  }

  async finish(claim: Claim): Promise<boolean> {
    return this.steps.finish('escalateSecond', claim)
  }

  async wait(claim: Claim, { role, ladder, acceptBy }: SecondLadder, { until, dueAt }: { until: Date; dueAt: Date }, last?: CameOut): Promise<boolean> {
    const { $set, $unset } = kept({ role, ladder, acceptBy })
    const { $set: cameOut, arrayFilters } = cameOutIn(tellingsOf(role), last)
    return this.steps.settle('escalateSecond', claim, {
      $set: { ...$set, ...cameOut, [`seconds.${role}.lookAt`]: until, 'steps.escalateSecond.state': 'pending', 'steps.escalateSecond.dueAt': dueAt },
      $unset: { ...$unset, 'steps.escalateSecond.token': '' },
    }, { [`seconds.${role}`]: { $exists: true } }, { arrayFilters })
  }

  async begin(claim: Claim, { role, ladder, acceptBy }: SecondLadder, { tellings, before }: Begun): Promise<boolean> {
    await keepThoseThatLeave(this.intakes, { intakeId: claim.intakeId, about: 'second', before, adding: tellings })
    const change = { ...kept({ role, ladder, acceptBy }), ...tellingsBegun(tellingsOf(role), tellings) }
    return this.steps.settle('escalateSecond', claim, change, { status: { $in: OPEN_STATUSES }, [`seconds.${role}.acceptance`]: { $exists: false } })
  }

  async cameOut(intakeId: string, role: SecondRole, told: CameOut): Promise<void> {
    await noteCameOut(this.intakes, intakeId, tellingsOf(role), told)
  }

  /** The roles of which an officer is awaited, whoever's turn is first in front. Where the service has no such officer, managers are told. */
  private awaitedIn({ status, triage, seconds = {} }: Pick<IntakeDocument, 'status' | 'triage' | 'seconds'>): readonly SecondRole[] {
    if (!OPEN_STATUSES.includes(status)) return []
    return SECOND_ROLES.filter((role) => !this.without.includes(role) && seconds[role] && !seconds[role].acceptance && !isNotNeeded(seconds[role]))
      .toSorted((a, b) => turnOf(seconds[a], isUrgent(triage)).getTime() - turnOf(seconds[b], isUrgent(triage)).getTime())
  }
}

const isUrgent = (triage: IntakeDocument['triage']): boolean => (triage?.priority ?? 'urgent') === 'urgent'

/** Whoever was not looked at yet comes first, or not since it became urgent or was given back. */
function turnOf(second: SecondDocument | undefined, urgent: boolean): Date {
  const { lookAt, manner, toldSince, awaitedSince } = second ?? {}
  const isStale = manner !== (urgent ? 'pressing' : 'ordinary') || (toldSince && awaitedSince && awaitedSince > toldSince)
  return lookAt && !isStale ? lookAt : new Date(0)
}

function kept({ role, ladder: { manner, since, rung, nextAt }, acceptBy }: SecondLadder) {
  const at = (field: string): string => `seconds.${role}.${field}`
  return {
    $set: { [at('acceptBy')]: acceptBy, [at('manner')]: manner, [at('toldSince')]: since, ...(rung && { [at('rung')]: rung }), ...(nextAt && { [at('nextAt')]: nextAt }) },
    $unset: { ...(!rung && { [at('rung')]: '' }), ...(!nextAt && { [at('nextAt')]: '' }) },
  }
}

function toAwaited({ reference, joinedTo, allocation, acceptance, triage, seconds = {} }: IntakeDocument, role: SecondRole, other?: SecondRole): AwaitedSecond {
  const { since, awaitedSince, asked, manner, toldSince, rung, nextAt, tellings = [], handedBack = [] } = seconds[role]!
  const holder = acceptance?.by ?? allocation?.socialWorker
  return Object.freeze({
    role, reference, tellings, handedBack, since: awaitedSince ?? since,
    isUrgent: isUrgent(triage), ...(joinedTo !== undefined && { joinedTo }), ...(other && { othersTurn: turnOf(seconds[other], isUrgent(triage)) }), ...(asked && { asked: asked.by }),
    ...(holder !== undefined && { allocation: { socialWorker: holder, ...(allocation && { manager: allocation.manager }) } }),
    ...(manner && toldSince && { ladder: { manner, since: toldSince, ...(rung && { rung }), ...(nextAt && { nextAt }) } }),
  })
}
