import { type Connection, type Model, Schema } from 'mongoose'
import type { ChildEventKind } from '../../domain/child'
import type { SealedValue } from '../seal'

interface Said {
  /** Staff id. */
  by: string
  byName: string
  at: Date
}

/** A person's record of one child. What could tell who the child is, is sealed. */
export interface ChildDocument {
  /** A keyed hash of the enquiry it was recorded of and how many had been before: two who record the same one at once meet. */
  _id: string
  reference: string
  /** The enquiry that it was recorded of, whatever became of that. */
  recordedOf: string
  /** Of the form: the same person who sends it twice made one. */
  token: string
  recordedAt: Date
  recordedBy: string
  recordedByName: string
  /** Raised by every change of the details. */
  version: number
  /** Sealed JSON: ChildDetails. */
  details: SealedValue
  /** Keyed hashes of what the record is found by, as those of an enquiry: what is kept, and what is asked of others. */
  linkKeys?: string[]
  askedKeys?: string[]
  /** The same of a name, and of a date of birth, by itself: what people find it by. */
  searchKeys?: string[]
  /** Of which version those are, and made in which way; processes from before this do not write it. */
  searchKeysOf?: string
  /** The enquiries that a person put under it. */
  intakes: (Said & { intakeId: string })[]
  /** Enquiries that may have been about this child, and are not. */
  notIntakes?: string[]
  /** Written into the one that was recorded later, and nowhere else. */
  siblings?: (Said & { childId: string })[]
  /** The same of records that are of two children, as somebody said. */
  others?: string[]
  /** The record that was made before and is of the same child; everything stays here all the same. */
  mergedInto?: string
  merged?: Said
  /** Only ever added to. */
  history: ChildEventDocument[]
}

export interface ChildEventDocument extends Said {
  kind: ChildEventKind
  intakeId?: string
  childId?: string
  other?: string
  /** Sealed JSON: what of `ChildEvent` may tell of the child. */
  words?: SealedValue
}

const { Mixed } = Schema.Types

const schema = new Schema<ChildDocument>(
  {
    _id: { type: String, required: true },
    reference: { type: String, required: true },
    recordedOf: { type: String, required: true },
    token: { type: String, required: true },
    recordedAt: { type: Date, required: true },
    recordedBy: { type: String, required: true },
    recordedByName: { type: String, required: true },
    version: { type: Number, required: true },
    details: { type: Mixed, required: true },
    linkKeys: { type: [String], default: undefined },
    askedKeys: { type: [String], default: undefined },
    searchKeys: { type: [String], default: undefined },
    searchKeysOf: String,
    intakes: { type: [Mixed], required: true },
    notIntakes: { type: [String], default: undefined },
    siblings: { type: [Mixed], default: undefined },
    others: { type: [String], default: undefined },
    mergedInto: String,
    merged: Mixed,
    history: { type: [Mixed], required: true },
  } as never,
  { collection: 'children', versionKey: false, minimize: false },
)

schema.index({ reference: 1 }, { unique: true })
// Whose an enquiry is, and how many were recorded of it.
schema.index({ 'intakes.intakeId': 1 })
schema.index({ recordedOf: 1 })
const sparse = { sparse: true }
schema.index({ linkKeys: 1 }, sparse)
schema.index({ askedKeys: 1 }, sparse)
// Not sparse: it was made so, and one that is there cannot be made again otherwise.
schema.index({ searchKeys: 1 })
// Which are to get theirs anew.
schema.index({ version: 1, searchKeysOf: 1 })
schema.index({ 'siblings.childId': 1 }, sparse)
schema.index({ mergedInto: 1 }, sparse)

export type ChildModel = Model<ChildDocument>

/** The `children` collection on this connection; asking twice gives the same model. */
export const childModel = (connection: Connection): ChildModel =>
  (connection.models['Child'] as ChildModel | undefined) ?? connection.model<ChildDocument>('Child', schema)
