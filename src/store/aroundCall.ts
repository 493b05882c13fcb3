import type { Connection } from 'mongoose'
import type { AroundCall, SameNumberCall, Waking } from '../desk/callPorts'
import type { Priority } from '../domain/priority'
import { wakingStandsAt } from '../domain/waking'
import type { TelephonyDocument, WakingDocument } from './documents/telephonyDocument'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { staffModel, type StaffDocument } from './staffModel'
import { wakingFacts } from './wakingFacts'

/** Somebody may ring many times a day: the page shows the latest ones. */
const MOST_SHOWN = 10

type Line = Pick<IntakeDocument, '_id' | 'reference' | 'receivedAt' | 'status'> & {
  telephony: Pick<TelephonyDocument, 'state'>
  triage?: { priority?: Priority }
}

/** What the desk shows beside a call. Nothing of it was sealed. */
export async function aroundCall(connection: Connection, document: IntakeDocument): Promise<AroundCall | undefined> {
  const { _id, telephony } = document
  if (!telephony) return undefined
  const { waking, callbackWanted } = telephony
  const [found, woken] = await Promise.all([sameNumber(connection, _id, telephony), waking && readWaking(connection, waking, document)])
  return Object.freeze({
    sameNumber: found.slice(0, MOST_SHOWN),
    moreFromNumber: found.length > MOST_SHOWN,
    ...(woken && { waking: woken }),
    ...(callbackWanted && { callbackWanted: { staffId: callbackWanted.staffId, name: callbackWanted.name, at: callbackWanted.at } }),
  })
}

/** Withheld numbers have no hash: callers who withhold theirs are not taken for one another. */
async function sameNumber(connection: Connection, id: string, { fromHash, callerWithheld }: TelephonyDocument): Promise<SameNumberCall[]> {
  if (fromHash === undefined || callerWithheld) return []
  const found = await intakeModel(connection)
    .find({ 'telephony.fromHash': fromHash }, { reference: 1, receivedAt: 1, status: 1, 'telephony.state': 1, 'triage.priority': 1 })
    .sort({ receivedAt: -1 })
    // This call is among them, and one more would tell that there are older ones.
    .limit(MOST_SHOWN + 2)
    .lean<Line[]>()
  return found
    .filter(({ _id }) => _id !== id)
    .map(({ _id, reference, receivedAt, status, telephony, triage }) =>
      ({ id: _id, reference, receivedAt, status, state: telephony.state, ...(triage?.priority && { priority: triage.priority }) }))
}

async function readWaking(connection: Connection, { woken, acceptedBy }: WakingDocument, document: IntakeDocument): Promise<Waking> {
  const ids = [...new Set(woken)]
  const found = await staffModel(connection).find({ _id: { $in: ids } }, { name: 1 }).lean<Pick<StaffDocument, '_id' | 'name'>[]>()
  const nameOf = (id: string): string[] => found.filter(({ _id }) => _id === id).map(({ name }) => name)
  return { woken: ids.flatMap(nameOf), ...(acceptedBy && { acceptedBy, isOpenAnew: wakingStandsAt(wakingFacts(document), acceptedBy.at) !== 'in_hand' }) }
}
