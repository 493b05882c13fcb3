import { type Connection, type Model, Schema } from 'mongoose'
import { ROLES, type Role } from '../domain/roles'

/** Room that one try to allocate has taken: the enquiry and the token of its claim. */
export interface PromisedRoom {
  intakeId: string
  token: string
}

/** The leg that a person's telephone is taken by, and until when it is unless extended. */
export interface HeldLine {
  legId: string
  until: Date
  use: 'ringing' | 'talking'
}

/**
 * A member of staff as stored. Staff data, so names and addresses stand in the clear.
 * `openCases` and `lastAllocatedAt` belong to allocation, which changes them together with the enquiry.
 */
export interface StaffDocument {
  /** Hex, chosen when the account is made. */
  _id: string
  /** Lower case; what the person signs in with. */
  email: string
  name: string
  role: Role
  /** E.164. */
  phone?: string
  managerId?: string
  active: boolean
  /** argon2id, in its own encoded form. */
  passwordHash: string
  /** May be given enquiries and, with a phone, be rung in service hours. */
  onRota: boolean
  /** Enquiries allocated to this person and not yet closed. */
  openCases: number
  caseloadLimit: number
  /** Enquiries for which room was taken and whose pair is being written; empty but for moments. */
  promised: PromisedRoom[]
  lastAllocatedAt?: Date
  /** What the person said about being rung; absent while the rota decides. */
  availability?: { kind: 'available' | 'away'; until?: Date }
  /** Is woken first for what cannot wait. */
  onCall?: boolean
  /** Held by one leg at a time. */
  line?: HeldLine
  /** Left in peace until then, to write a note. */
  wrapUpUntil?: Date
  /** Since when nobody was rung or spoken with; absent for who never was. */
  idleSince?: Date
  /** Asked to be rung for the next caller. */
  answerNextAt?: Date
  wokenAt?: Date
  demonstration: boolean
  addedAt: Date
  disabledAt?: Date
}

const staffSchema = new Schema<StaffDocument>(
  {
    _id: { type: String, required: true },
    email: { type: String, required: true },
    name: { type: String, required: true },
    role: { type: String, required: true, enum: ROLES },
    phone: String,
    managerId: String,
    active: { type: Boolean, required: true },
    passwordHash: { type: String, required: true },
    onRota: { type: Boolean, required: true },
    openCases: { type: Number, required: true, min: 0 },
    caseloadLimit: { type: Number, required: true, min: 0 },
    promised: { type: [{ _id: false, intakeId: String, token: String }], required: true },
    lastAllocatedAt: Date,
    availability: { type: { _id: false, kind: { type: String }, until: Date }, default: undefined },
    onCall: Boolean,
    line: { type: { _id: false, legId: String, until: Date, use: String }, default: undefined },
    wrapUpUntil: Date,
    idleSince: Date,
    answerNextAt: Date,
    wokenAt: Date,
    demonstration: { type: Boolean, required: true },
    addedAt: { type: Date, required: true },
    disabledAt: Date,
  },
  { collection: 'staff', versionKey: false, strict: 'throw', strictQuery: 'throw', autoIndex: false, autoCreate: false },
)

staffSchema.index({ email: 1 }, { unique: true })

export type StaffModel = Model<StaffDocument>

/** The `staff` collection on this connection; asking twice gives the same model. */
export const staffModel = (connection: Connection): StaffModel => {
  const existing = connection.models['Staff'] as StaffModel | undefined
  return existing ?? connection.model<StaffDocument>('Staff', staffSchema)
}
