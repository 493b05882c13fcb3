import type { Connection } from 'mongoose'
import type { Tellable } from '../allocation/escalation/ports'
import { onCallTurn } from '../domain/onCall'
import { ON_CALL_ROLES } from '../domain/onCallBoard'
import type { Role } from '../domain/roles'
import { bareCollection } from './bareCollection'
import { DUTY_FIELDS, type DutyDocument, toDutyFacts, toOnCallFacts } from './staffDuty'
import { type StaffDocument, staffModel } from './staffModel'

const FIELDS = { ...DUTY_FIELDS, name: 1, role: 1, email: 1, phone: 1, onCall: 1, onCallTimes: 1 } as const
type TellableDocument = DutyDocument & Pick<StaffDocument, '_id' | 'name' | 'role' | 'email' | 'phone' | 'onCall' | 'onCallTimes'>

/**
 * Everybody with an account in use who may be told that an enquiry waits, as they stand at that moment.
 * @param roles @defaultValue those who may be on call
 */
export async function tellableStaff(connection: Connection, at: Date, barred: ReadonlySet<string>, roles: readonly Role[] = ON_CALL_ROLES): Promise<readonly Tellable[]> {
  const found = await bareCollection(staffModel(connection)).find<TellableDocument>({ active: true, role: { $in: [...roles] } }, { projection: FIELDS }).toArray()
  return found.map((one) => toTellable(one, at, barred))
}

/** How many of them are on call at that moment and have a telephone. */
export async function reachableOnCall(connection: Connection, at: Date): Promise<number> {
  return (await tellableStaff(connection, at, new Set())).filter(({ onCall, phone }) => onCall && phone !== undefined).length
}

function toTellable(one: TellableDocument, at: Date, barred: ReadonlySet<string>): Tellable {
  const turn = onCallTurn(toOnCallFacts(one), at)
  return Object.freeze({
    ...toDutyFacts(one), id: one._id, name: one.name, barred: barred.has(one._id), role: one.role, email: one.email,
    onCall: turn !== undefined,
    ...(turn !== undefined && { turn }), ...(one.phone !== undefined && { phone: one.phone }),
  })
}
