import type { Connection } from 'mongoose'
import type { Credentials, NewStaffMember, StaffDirectory } from '../access/ports'
import { isSecondRole } from '../domain/secondProfessionals'
import type { StaffMember } from '../domain/staff'
import { raiseCardsFor } from './absentHolders'
import { callNewOfficer } from './callNewOfficer'
import { intakeModel } from './intakeModel'
import { isDuplicateKey } from './openSealer'
import { FACTS_CHANGED } from './staffDuty'
import { type StaffDocument, staffModel } from './staffModel'
import { freeWaiting } from './waitingForSomebody'

/** Accounts of the staff, on MongoDB. */
export function staffRepository(connection: Connection): StaffDirectory {
  const staff = staffModel(connection)
  return {
    async findById(id) {
      const found = await staff.findById(id).lean<StaffDocument>()
      return found ? toStaffMember(found) : undefined
    },
    async findByEmail(email) {
      const found = await staff.findOne({ email }).lean<StaffDocument>()
      return found ? toStaffMember(found) : undefined
    },
    async findCredentials(email): Promise<Credentials | undefined> {
      const found = await staff.findOne({ email }).lean<StaffDocument>()
      return found ? { staff: toStaffMember(found), passwordHash: found.passwordHash } : undefined
    },
    async list() {
      const found = await staff.find().lean<StaffDocument[]>()
      return found.map(toStaffMember)
    },
    async add(member) {
      try {
        await staff.create(newDocument(member))
        await freeWaiting(intakeModel(connection), () => member.addedAt)
        if (isSecondRole(member.role)) await callNewOfficer(intakeModel(connection), member.role, member.addedAt)
        return 'added'
      } catch (error) {
        if (isDuplicateKey(error)) return 'duplicate'
        throw error
      }
    },
    async disable(email, at) {
      const { modifiedCount } = await staff.updateOne({ email, active: true }, { $set: { active: false, disabledAt: at }, ...FACTS_CHANGED })
      // Also when the account was closed before: that process may have died over the cards.
      const closed = await staff.findOne({ email, active: false }, { _id: 1 }).lean<{ _id: string }>()
      if (closed) await raiseCardsFor(connection, closed._id, at)
      return modifiedCount === 1
    },
  }
}

const newDocument = ({ id, ...member }: NewStaffMember): StaffDocument => ({ _id: id, ...member, active: true, promised: [] })

export const toStaffMember = (found: StaffDocument): StaffMember =>
  Object.freeze({
    id: found._id,
    email: found.email,
    name: found.name,
    role: found.role,
    active: found.active,
    demonstration: found.demonstration,
    ...(found.phone !== undefined && { phone: found.phone }),
    ...(found.managerId !== undefined && { managerId: found.managerId }),
  })
