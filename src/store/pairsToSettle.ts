import type { Connection } from 'mongoose'
import type { Logger } from 'pino'
import type { Clock } from '../domain/clock'
import { raiseCardIfAbsent } from './absentHolders'
import { bareCollection } from './bareCollection'
import { barredFromEach } from './barred'
import { intakeModel } from './intakeModel'
import { staffModel } from './staffModel'

/** How long pairs gather, in milliseconds: for so long the room of an enquiry is counted as promised and not as had, which comes to the same. */
const GATHER_MS = 2_000

/**
 * What remains once pairs stand, for many at once: whether both people are still there, and barred from nothing of its thread, is looked up, and the promises of
 * room are forgotten. Whatever a process leaves of it, forgetPromises (promisedRoom.ts) finds.
 */
export class PairsToSettle {
  private gathered = new Map<string, readonly string[]>()
  private timer: NodeJS.Timeout | undefined
  private underWay: Promise<void> = Promise.resolve()

  constructor(private readonly connection: Connection, private readonly now: Clock, private readonly log: Pick<Logger, 'warn'>, private readonly gatherMs = GATHER_MS) {}

  add(intakeId: string, pair: readonly string[]): void {
    this.gathered.set(intakeId, pair)
    this.timer ??= setTimeout(() => void this.settle().catch((err: unknown) => this.log.warn({ code: 'pairs_not_settled', err }, 'pairs are left for the sweep of promises to settle')), this.gatherMs).unref()
  }

  /** Settles what has gathered. What was being settled already is settled too when this ends. */
  async settle(): Promise<void> {
    this.underWay = this.underWay.catch(() => undefined).then(async () => this.settleGathered())
    return this.underWay
  }

  private async settleGathered(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const pairs = [...this.gathered]
    this.gathered = new Map()
    if (pairs.length === 0) return
    const staff = bareCollection(staffModel(this.connection))
    const people = [...new Set(pairs.flatMap(([, pair]) => pair))]
    const [gone, barred] = await Promise.all([
      staff.find({ _id: { $in: people }, active: false }, { projection: { _id: 1 } }).toArray(),
      barredFromEach(intakeModel(this.connection), pairs.map(([intakeId]) => intakeId)),
    ])
    for (const [intakeId, pair] of pairs) {
      const isAway = (one: string): boolean => gone.some(({ _id }) => _id === one) || barred(intakeId).has(one)
      if (pair.some(isAway)) await raiseCardIfAbsent(this.connection, intakeId, pair, this.now())
    }
    const promises = { intakeId: { $in: pairs.map(([intakeId]) => intakeId) } }
    await staff.updateMany({ promised: { $elemMatch: promises } }, { $pull: { promised: promises } })
  }
}
