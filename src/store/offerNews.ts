import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import type { OfferNewsLedger } from '../allocation/handover/tellOfOffers'
import type { OfferSaying, Transfer } from '../domain/handover'
import { barredFrom } from './barred'
import { OPEN_STATUSES } from './caseloads'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { type StaffDocument, staffModel } from './staffModel'
import { STEP_LEASE_MS } from './stepLedger'

type Told = Pick<IntakeDocument, '_id' | 'reference' | 'status' | 'allocation' | 'transfer' | 'offerNews'>

/** Each try is a minute after the one before, at the soonest. */
const MOST_TRIES = 60

/** In the write that makes an offer, or ends it: that somebody is to be told, and who has it where a join made the offer. */
export const newsOf = (says: OfferSaying, to: string, { at, from, madeBy }: Pick<Transfer, 'at' | 'from' | 'madeBy'>): NonNullable<IntakeDocument['offerNews']>[number] =>
  ({ id: randomBytes(12).toString('hex'), to, says, at, ...(madeBy && { joinedFrom: from }) })

/** What is to be told of offers stands in each enquiry until it is told. */
export function offerNews(connection: Connection): OfferNewsLedger {
  const intakes = intakeModel(connection)
  const over = async (intakeId: string, id: string): Promise<void> => {
    await intakes.updateOne({ _id: intakeId }, { $pull: { offerNews: { id } } })
  }
  return {
    async untold(at) {
      const found = await intakes.find({ 'offerNews.at': { $exists: true } }, { offerNews: 1 }).lean<Told[]>()
      return found.flatMap(({ _id: intakeId, offerNews: all = [] }) => all.filter(({ claimedAt }) => isFree(claimedAt, at)).map(({ id, to, says, at: since, joinedFrom }) => ({ id, intakeId, to, says, at: since, ...(joinedFrom !== undefined && { joinedFrom }) })))
    },

    async claim({ id, intakeId, to }, at) {
      const claimed = await intakes.findOneAndUpdate(
        { _id: intakeId, offerNews: { $elemMatch: { id, claimedAt: { $not: { $gt: new Date(at.getTime() - STEP_LEASE_MS) } } } } },
        { $set: { 'offerNews.$.claimedAt': at }, $inc: { 'offerNews.$.tries': 1 } },
        { returnDocument: 'after', projection: { reference: 1, status: 1, allocation: 1, transfer: 1, offerNews: 1 } },
      ).lean<Told>()
      if (!claimed) return undefined
      const person = stillTrue(claimed, id, at) ? await whoMayKnow(connection, intakeId, to) : undefined
      if (!person) await over(intakeId, id)
      return person && { email: person.email, reference: claimed.reference }
    },

    async cameOut({ id, intakeId }, outcome) {
      const tried = await intakes.exists({ _id: intakeId, offerNews: { $elemMatch: { id, tries: { $lt: MOST_TRIES } } } })
      if (outcome === 'failed' && tried) return false
      await over(intakeId, id)
      return true
    },
  }
}

const isFree = (claimedAt: Date | undefined, at: Date): boolean => claimedAt === undefined || claimedAt.getTime() <= at.getTime() - STEP_LEASE_MS

/** An offer that stands asks them; one that is over came back to whoever has the enquiry still. */
function stillTrue({ status, allocation, transfer, offerNews: all = [] }: Told, newsId: string, now: Date): boolean {
  const news = all.find(({ id }) => id === newsId)
  if (!news || !OPEN_STATUSES.includes(status)) return false
  return news.says === 'offered'
    ? transfer?.to === news.to && transfer.at.getTime() === news.at.getTime() && transfer.dueAt > now
    : allocation?.socialWorker === (news.joinedFrom ?? news.to)
}

async function whoMayKnow(connection: Connection, intakeId: string, staffId: string): Promise<Pick<StaffDocument, 'email'> | undefined> {
  const person = await staffModel(connection).findOne({ _id: staffId, active: true }, { email: 1 }).lean<Pick<StaffDocument, 'email'>>()
  return person && !(await barredFrom(intakeModel(connection), intakeId)).has(staffId) ? person : undefined
}
