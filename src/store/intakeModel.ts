import { type Connection, type Model, Schema } from 'mongoose'
import { SECOND_ROLES } from '../domain/secondProfessionals'
import { STEP_NAMES } from '../domain/step'
import type { IntakeDocument } from './intakeDocument'

const { Mixed } = Schema.Types

// One level deep on purpose: what the parts hold is said once, in intakeDocument.ts, and checked by the compiler.
const schema = new Schema<IntakeDocument>(
  {
    _id: { type: String, required: true },
    reference: { type: String, required: true },
    channel: { type: String, required: true },
    receivedAt: { type: Date, required: true },
    status: { type: String, required: true },
    queueRank: { type: Number, required: true },
    demonstration: { type: Boolean, required: true },
    steps: { type: Mixed, required: true },
    owedTasks: { type: [Mixed], required: true },
    acknowledgement: { type: Mixed, required: true },
    telephony: Mixed,
    email: Mixed,
    triage: Mixed,
    toReadAgain: Date,
    categoryConfirmed: Mixed,
    allocation: Mixed,
    acceptance: Mixed,
    acceptBy: Date,
    escalation: Mixed,
    callbackEscalation: Mixed,
    facts: { type: [Mixed], default: undefined },
    transfer: Mixed,
    offerNews: { type: [Mixed], default: undefined },
    secondRoles: { type: [String], default: undefined },
    seconds: Mixed,
    barred: { type: [Mixed], default: undefined },
    rerouting: Mixed,
    closedBy: String,
    closedByName: String,
    closedAt: Date,
    outcome: String,
    outcomeName: String,
    endedWith: String,
    endedWithId: String,
    closingReason: Mixed,
    ending: String,
    joinedTo: String,
    toFollow: Date,
    toTakeFromBarred: Date,
    joinedThrough: { type: [String], default: undefined },
    joinedFrom: String,
    suggestions: { type: [Mixed], default: undefined },
    links: { type: [Mixed], default: undefined },
    linkKeys: { type: [String], default: undefined },
    weakKeys: { type: [String], default: undefined },
    namesNobody: Boolean,
    history: { type: [Mixed], default: undefined },
  } as never,
  { collection: 'intakes', versionKey: false, minimize: false },
)

schema.index({ reference: 1 }, { unique: true })
// The desk's queue, read in order: a page costs the same whatever lies in the past.
schema.index({ status: 1, queueRank: 1, acceptBy: 1, receivedAt: 1 })
// What is overdue. Partial: only while its clock runs does an enquiry stand in it.
schema.index({ acceptBy: 1, status: 1, 'triage.priority': 1 }, { partialFilterExpression: { 'steps.escalate.dueAt': { $exists: true } } })
// The desk's accepted enquiries, the latest first.
schema.index({ 'acceptance.at': -1 }, { partialFilterExpression: { status: 'accepted' } })
// What somebody has accepted, when they cannot act on it any more.
schema.index({ 'acceptance.by': 1 }, { partialFilterExpression: { status: 'accepted' } })
schema.index({ 'telephony.waking.acceptedBy.staffId': 1, status: 1 }, { partialFilterExpression: { 'telephony.waking.acceptedBy.staffId': { $exists: true } } })
// Sparse: only what still owes something stands in these, so a sweep never reads history.
for (const step of STEP_NAMES) schema.index({ [`steps.${step}.dueAt`]: 1 }, { sparse: true })
schema.index({ 'acknowledgement.dueAt': 1 }, { sparse: true })
schema.index({ toReadAgain: 1 }, { sparse: true })
// A reply is joined, and a delivery report known, by the acknowledgement that it names.
schema.index({ 'acknowledgement.messageId': 1 }, { sparse: true })
// The same message by another way, and none that came long before or after.
schema.index({ 'email.messageId': 1, receivedAt: 1 }, { partialFilterExpression: { 'email.messageId': { $exists: true } } })
// A thread, the latest first; and what of it waits. Partial: only what was joined stands in these.
const joined = { partialFilterExpression: { joinedTo: { $exists: true } } }
schema.index({ joinedTo: 1, receivedAt: -1 }, joined)
schema.index({ joinedTo: 1, status: 1 }, joined)
schema.index({ toFollow: 1 }, { sparse: true })
schema.index({ toTakeFromBarred: 1 }, { sparse: true })
// What somebody has a conflict of interest in. Partial, as few are.
schema.index({ 'barred.staffId': 1 }, { partialFilterExpression: { 'barred.staffId': { $exists: true } } })
// Others that may be about the same child, the latest first.
schema.index({ linkKeys: 1, receivedAt: -1 }, { partialFilterExpression: { linkKeys: { $exists: true } } })
schema.index({ weakKeys: 1, receivedAt: -1 }, { partialFilterExpression: { weakKeys: { $exists: true } } })
// Enquiries that a person linked to one. Partial, as few are.
schema.index({ 'links.intakeId': 1, receivedAt: -1 }, { partialFilterExpression: { 'links.intakeId': { $exists: true } } })
// What each worker carries, counted from the index alone.
schema.index(
  { 'allocation.socialWorker': 1, status: 1, 'allocation.countedWith': 1, 'triage.priority': 1, _id: 1 },
  { partialFilterExpression: { 'allocation.socialWorker': { $exists: true } } },
)
// Offers to a colleague that wait for an answer.
schema.index({ 'transfer.dueAt': 1 }, { sparse: true })
// Offers, made or over, of which somebody is to be told.
schema.index({ 'offerNews.at': 1 }, { sparse: true })
// What somebody has because they cover a leave. By status first: what was ended meanwhile names it for ever, and the open ones are looked for all day.
for (const leave of ['allocation.coveredFor.leaveId', 'allocation.supervisionCoveredFor.leaveId']) {
  schema.index({ status: 1, [leave]: 1 }, { partialFilterExpression: { [leave]: { $exists: true } } })
}
// What a manager supervises.
schema.index({ 'allocation.manager': 1, status: 1 }, { partialFilterExpression: { 'allocation.manager': { $exists: true } } })
// The lists of what is no child concern, the longest waiting first.
schema.index(
  { 'rerouting.category': 1, status: 1, receivedAt: 1 },
  { partialFilterExpression: { 'rerouting.category': { $exists: true } } },
)
// What was ended, the latest first: a page is found by where it begins.
schema.index({ closedAt: -1, _id: -1 }, { partialFilterExpression: { closedAt: { $exists: true } } })
// What a second professional is to see, the most pressing first, and of one priority what is due first. Partial: each stands in those of its roles.
for (const role of SECOND_ROLES) {
  schema.index({ secondRoles: 1, status: 1, queueRank: 1, [`seconds.${role}.acceptBy`]: 1, receivedAt: 1 }, { partialFilterExpression: { secondRoles: role } })
}

// Officers as they were listed once, for whatever starts on an old database: none is left in it afterwards.
schema.index({ 'secondProfessionals.role': 1 }, { sparse: true })

// Only callers who hold the line stand in it: the most pressing first, then by their place.
schema.index({ 'telephony.waiting.rank': 1, 'telephony.waiting.since': 1 }, { sparse: true })
// Calls from one number are shown together.
schema.index({ 'telephony.fromHash': 1, receivedAt: -1 }, { sparse: true })
// Calls of which the end was never heard.
schema.index({ receivedAt: 1 }, { partialFilterExpression: { 'telephony.open': true } })

export type IntakeModel = Model<IntakeDocument>

export const intakeModel = (connection: Connection): IntakeModel =>
  (connection.models['Intake'] as IntakeModel | undefined) ?? connection.model<IntakeDocument>('Intake', schema)
