import { type Connection, type Model, Schema } from 'mongoose'
import type { Leave } from '../domain/leave'
import type { OnCallTime } from '../domain/onCall'
import { ROLES, type Role } from '../domain/roles'
import type { Skills } from '../domain/skills'
import type { Shift } from '../domain/workingPattern'

/** Room that one try to allocate has taken: the enquiry, the token of its claim, and what it weighs, in points. */
export interface PromisedRoom {
  intakeId: string
  token: string
  weight: number
}

/** What somebody carries as it was counted, and as it grew by what was promised since. */
export interface CountedLoad {
  /** In points, promised room included. */
  load: number
  /** Holds for these facts: another `factsVersion` means that it is to be counted afresh. */
  version: number
  /** When it was counted. */
  at: Date
}

/** The leg that a person's telephone is taken by, and until when it is unless extended. */
export interface HeldLine {
  legId: string
  until: Date
  use: 'ringing' | 'talking'
}

/**
 * A member of staff as stored. Staff data, so names and addresses stand in the clear.
 * How much somebody carries is read from the enquiries, and what was read is kept for moments in `counted` (keptLoads.ts);
 * that, `promised`, `lastAllocatedAt` and `factsVersion` belong to allocation.
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
  /** When the person works; absent for all of the service's hours. */
  pattern?: Shift[]
  leave?: Leave[]
  skills?: Skills
  /** In points: config/service.ts says what an enquiry weighs. */
  caseloadLimit: number
  /** Raised by every change of what allocation decides on; absent before the first. */
  factsVersion?: number
  /** Enquiries for which room was taken and whose pair is being written; empty but for moments. */
  promised: PromisedRoom[]
  counted?: CountedLoad
  /** Until then nothing that is counted is kept: what the person's enquiries weigh is being changed. */
  countAfreshUntil?: Date
  lastAllocatedAt?: Date
  /** What the person said about being rung; absent while the rota decides. */
  availability?: { kind: 'available' | 'away'; until?: Date }
  /** Is woken first for what cannot wait, always. */
  onCall?: boolean
  /** The on-call list: the same from and until these moments. */
  onCallTimes?: OnCallTime[]
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
    pattern: { type: [Schema.Types.Mixed], default: undefined },
    leave: { type: [Schema.Types.Mixed], default: undefined },
    skills: Schema.Types.Mixed,
    factsVersion: Number,
    caseloadLimit: { type: Number, required: true, min: 0 },
    promised: { type: [{ _id: false, intakeId: String, token: String, weight: Number }], required: true },
    counted: { type: { _id: false, load: Number, version: Number, at: Date }, default: undefined },
    countAfreshUntil: Date,
    lastAllocatedAt: Date,
    availability: { type: { _id: false, kind: { type: String }, until: Date }, default: undefined },
    onCall: Boolean,
    onCallTimes: { type: [Schema.Types.Mixed], default: undefined },
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
