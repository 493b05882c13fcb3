import type { Acknowledgement } from '../domain/acknowledgement'
import type { AttachmentNote, EmailAddress, EmailContact, TextPart } from '../domain/email'
import type { NoteWords } from '../domain/claimedIntake'
import type { Intake } from '../domain/intake'
import type { RecordedFact } from '../domain/recordedFacts'
import type { SenderDetails } from '../domain/senderStanding'
import { doneStep, type Step, STEP_NAMES } from '../domain/step'
import type { CallSituation, Telephony } from '../domain/telephony'
import { isReferenceHeard, isReferenceUnspoken } from '../telephone/call/referenceHeard'
import type { Signal, Triage } from '../domain/triage'
import type { AcknowledgementDocument } from './documents/acknowledgementDocument'
import type { EmailDocument } from './documents/emailDocument'
import type { StepDocument } from './documents/stepDocument'
import type { TelephonyDocument } from './documents/telephonyDocument'
import type { TriageDocument, TriageEvidence } from './documents/triageDocument'
import type { IntakeDocument } from './intakeDocument'
import type { SealedValue, Sealer } from './seal'
import { secondsIn } from './secondCalls'

/** The names under which parts of an intake are sealed: associated data, so never change one. */
export const SEALED_FIELDS = {
  caller: 'telephony.from',
  callbackNumber: 'telephony.callback.number',
  sender: 'email.from',
  senderDetails: 'email.senderStanding.details',
  subject: 'email.subject',
  text: 'email.text',
  parts: 'email.parts',
  attachments: 'email.attachments',
  evidence: 'triage.evidence',
  confirmReason: 'triage.confirmReason',
  historyReason: 'history.reason',
  categoryReason: 'categoryConfirmed.reason',
  reroutingReason: 'rerouting.reason',
  closingReason: 'closing.reason',
  factValues: 'facts.values',
  recipient: 'acknowledgement.to',
} as const

/** The enquiry behind a document, unsealed and frozen. @throws when a sealed part does not open */
export function toIntake(document: IntakeDocument, sealer: Sealer): Intake {
  const open = new Opener(document._id, sealer)
  const { steps } = document
  const base = {
    id: document._id,
    reference: document.reference,
    receivedAt: document.receivedAt,
    status: document.status,
    demonstration: document.demonstration,
    owedTasks: document.owedTasks,
    steps: toSteps(steps),
    acknowledgement: toAcknowledgement(document.acknowledgement, open),
    ...(document.triage && { triage: toTriage(document.triage, open) }),
    ...(document.allocation && { allocation: document.allocation }),
    ...(document.acceptance && { acceptance: document.acceptance }),
    ...(document.acceptBy && { acceptBy: document.acceptBy }),
    ...(document.escalation?.tellings?.length && { tellings: document.escalation.tellings }),
    ...(document.facts?.length && { facts: openFacts(document._id, document.facts, sealer) }),
    ...(document.callbackEscalation?.taken && { callbackTaken: document.callbackEscalation.taken }),
    ...(document.callbackEscalation?.tellings?.length && { callbackTellings: document.callbackEscalation.tellings }),
    ...(document.transfer && { transfer: document.transfer }),
    ...toRouting(document, open),
    ...(document.seconds && { secondProfessionals: secondsIn(document) }),
    ...(document.barred?.length && { barred: document.barred }),
    ...(document.joinedTo && { joinedTo: document.joinedTo }),
    ...(document.joinedFrom && { joinedFrom: document.joinedFrom }),
    ...(document.links?.length && { links: document.links }),
    ...(document.suggestions?.length && { suggestions: document.suggestions }),
  }
  return deepFreeze(
    document.channel === 'phone'
      ? { ...base, channel: 'phone', telephony: toTelephony(document.telephony!, open) }
      : { ...base, channel: 'email', email: toEmail(document.email!, open) },
  )
}

/** What people have written down about it, unsealed. The history's order tells what stood there when somebody decided: clocks may differ. @throws as above */
export function notesIn({ _id, history = [] }: Pick<IntakeDocument, '_id' | 'history'>, sealer: Sealer): readonly NoteWords[] {
  const decided = history.findLastIndex(({ kind }) => kind === 'priority_confirmed')
  // Only who took it on as an officer writes on it as one.
  const officers = new Set(history.flatMap(({ kind, by }) => (kind === 'second_accepted' ? [by] : [])))
  return history.flatMap(({ kind, at, by, reason }, place) => {
    if (kind !== 'note') return []
    return [{ words: reason ? sealer.unsealText(_id, SEALED_FIELDS.historyReason, reason) : '', at, sinceDecision: place > decided, ...(officers.has(by) && { byOfficer: true as const }) }]
  })
}

/** What people recorded of the child, unsealed. @throws as above */
export const openFacts = (id: string, facts: NonNullable<IntakeDocument['facts']>, sealer: Sealer): readonly RecordedFact[] =>
  facts.map((fact) => ({ ...fact, values: sealer.unsealJson<RecordedFact['values']>(id, SEALED_FIELDS.factValues, fact.values) }))

/** Opens what is sealed in one record. */
export class Opener {
  constructor(private readonly id: string, private readonly sealer: Sealer) {}
  text(field: string, sealed: SealedValue): string {
    return this.sealer.unsealText(this.id, field, sealed)
  }
  json<T>(field: string, sealed: SealedValue): T {
    return this.sealer.unsealJson<T>(this.id, field, sealed)
  }
}

const toSteps = (steps: IntakeDocument['steps']): Intake['steps'] =>
  Object.fromEntries(STEP_NAMES.map((step) => [step, toStep(steps[step] ?? doneStep)])) as Intake['steps']

const toStep = ({ state, dueAt, attempts }: StepDocument): Step => ({ state, attempts, ...(dueAt && { dueAt }) })

/** What the call flow decides on: the caller's call without what workers add to it. */
export function toSituation(document: TelephonyDocument, open: Opener): CallSituation {
  const {
    callSid: _callSid, kept: _kept, offer: _offer, disposition: _disposition, nobodyTookItAt: _nobody, callbackAttempts: _attempts,
    referenceTold: _told, referenceUnspoken: _unspoken, ...situation
  } = toTelephony(document, open)
  return situation
}

export function toTelephony(document: TelephonyDocument, open: Opener): Telephony {
  const {
    from, callback, kept, events, version: _version, fromHash: _hash, waiting: _waiting, rung: _rung, open: _open,
    callbackWanted: _wanted, waking: _waking, ...rest
  } = document
  const { number, ...wish } = callback ?? {}
  return {
    ...rest,
    ...(isReferenceHeard(events) ? { referenceTold: true } : isReferenceUnspoken(events) && { referenceUnspoken: true }),
    kept: kept.map(({ fileId: _fileId, ...known }) => known),
    ...(from && { from: open.text(SEALED_FIELDS.caller, from) }),
    ...(callback && {
      callback: { ...wish, ...(number && { number: open.text(SEALED_FIELDS.callbackNumber, number) }) } as Telephony['callback'] & object,
    }),
  }
}

const UNSNIFFED = { type: 'unknown', warnings: [] } as const

function toEmail({ from, senderStanding, subject, text, parts, attachments, fromHash: _hash, contentHash: _content, ...rest }: EmailDocument, open: Opener): EmailContact {
  return {
    ...rest,
    ...(from && { from: open.json<EmailAddress>(SEALED_FIELDS.sender, from) }),
    ...(senderStanding && { senderStanding: { ...senderStanding, details: open.json<SenderDetails>(SEALED_FIELDS.senderDetails, senderStanding.details) } }),
    subject: open.text(SEALED_FIELDS.subject, subject),
    text: open.text(SEALED_FIELDS.text, text),
    parts: parts ? open.json<TextPart[]>(SEALED_FIELDS.parts, parts) : [],
    // Those noted before bytes were looked at say nothing of them.
    attachments: open.json<AttachmentNote[]>(SEALED_FIELDS.attachments, attachments).map((note) => ({ ...UNSNIFFED, ...note })),
  }
}

function toTriage(document: TriageDocument, open: Opener): Triage {
  const { evidence, confirmedBy, confirmedByName, confirmedAt, confirmReason, indicators, signals, readsLike, ...rest } = document
  const quotes = open.json<TriageEvidence>(SEALED_FIELDS.evidence, evidence)
  const found = Object.keys(signals) as Signal[]
  return {
    ...rest,
    indicators: indicators.map(({ code }) => ({ code, evidence: quotes.indicators[code] ?? [] })),
    signals: Object.fromEntries(found.map((signal) => [signal, quotes.signals[signal] ?? []])),
    ...(readsLike && {
      readsLike: {
        version: readsLike.version,
        hits: readsLike.likenesses.map((likeness) => ({ likeness, evidence: quotes.readsLike?.[likeness] ?? [] })),
      },
    }),
    ...(confirmedBy && confirmedAt && {
      confirmedBy: {
        by: confirmedBy,
        byName: confirmedByName ?? '',
        at: confirmedAt,
        reason: confirmReason ? open.text(SEALED_FIELDS.confirmReason, confirmReason) : '',
      },
    }),
  }
}

/** What a person found it to be about, the list it is on, and how it was ended. */
function toRouting({ categoryConfirmed, rerouting, closedBy, closedByName, closedAt, outcome, outcomeName, endedWith, endedWithId, closingReason }: IntakeDocument, open: Opener): Pick<Intake, 'categoryConfirmed' | 'rerouting' | 'closing'> {
  const why = categoryConfirmed?.reason
  return {
    ...(categoryConfirmed && { categoryConfirmed: { ...categoryConfirmed, reason: why ? open.text(SEALED_FIELDS.categoryReason, why) : '' } }),
    ...(rerouting && { rerouting: { ...rerouting, reason: open.text(SEALED_FIELDS.reroutingReason, rerouting.reason) } }),
    ...(closedBy && closedAt && outcome && {
      closing: {
        by: closedBy, byName: closedByName ?? '', at: closedAt, outcome, reason: closingReason ? open.text(SEALED_FIELDS.closingReason, closingReason) : '',
        ...(outcomeName && { outcomeName }), ...(endedWith && { endedWith }), ...(endedWithId && { endedWithId }),
      },
    }),
  }
}

const toAcknowledgement = ({ to, toHash: _hash, onceFor: _once, token: _token, ...rest }: AcknowledgementDocument, open: Opener): Acknowledgement => ({
  ...rest,
  ...(to && { to: open.text(SEALED_FIELDS.recipient, to) }),
})

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Date || Object.isFrozen(value)) return value
  Object.values(value).forEach(deepFreeze)
  return Object.freeze(value)
}
