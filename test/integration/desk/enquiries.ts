import { priorityRank, type Priority } from '../../../src/domain/priority'
import type { Allocation } from '../../../src/domain/allocation'
import type { SenderStanding } from '../../../src/domain/senderStanding'
import type { OwedTask, TaskKind } from '../../../src/domain/task'
import type { Category, Evidence, Nation, Signal, Triage } from '../../../src/domain/triage'
import type { TelephonyDocument } from '../../../src/store/documents/telephonyDocument'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { newIntakeDocument } from '../../../src/store/newIntakeDocument'
import { taskModel } from '../../../src/store/taskModel'
import { SEALED_FIELDS } from '../../../src/store/toIntake'
import { triageDocument } from '../../../src/store/triageDocument'
import { type DeskApp, invented } from './deskApp'

interface Options {
  minutesAgo?: number
  priority?: Priority
  triageFailed?: boolean
  allocation?: Allocation
  openTasks?: TaskKind[]
  demonstration?: boolean
  sender?: string
  senderStanding?: SenderStanding
  category?: Category
  nation?: Nation
  reasons?: string[]
  signals?: Partial<Record<Signal, readonly Evidence[]>>
  indicators?: Triage['indicators']
  acknowledgement?: IntakeDocument['acknowledgement']
}

/** Puts an enquiry into the store as the workers would have left it. */
async function put(desk: DeskApp, document: IntakeDocument, options: Options): Promise<string> {
  const id = document._id
  if (options.priority) {
    document.triage = triageDocument(id, {
      priority: options.priority, proposedPriority: options.priority, category: options.category ?? 'child_concern',
      indicators: options.indicators ?? [], signals: options.signals ?? {}, nation: options.nation ?? 'England',
      reasons: options.reasons ?? ['The child is missing now.'], rulesVersion: 'test-1', at: desk.now,
    }, desk.sealer)
    document.queueRank = priorityRank(options.priority)
    document.status = 'triaged'
    document.steps.triage = { state: 'done', attempts: 1 }
  }
  if (options.triageFailed) document.steps.triage = { state: 'failed', attempts: 6 }
  if (options.allocation) {
    document.allocation = options.allocation
    document.status = 'allocated'
  }
  await intakeModel(desk.connection).collection.insertOne(document as never)
  for (const kind of options.openTasks ?? []) {
    await taskModel(desk.connection).create({ _id: `${id}-${kind}`, intakeId: id, kind, state: 'open', createdAt: desk.now, dueAt: desk.now })
  }
  return id
}

const receivedAt = (desk: DeskApp, { minutesAgo = 0 }: Options): Date => new Date(desk.now.getTime() - minutesAgo * 60_000)

export async function putEmail(desk: DeskApp, words: { subject: string; text: string }, options: Options = {}): Promise<string> {
  const id = invented(words.subject)
  const { sealer } = desk
  const document = newIntakeDocument({
    id, receivedAt: receivedAt(desk, options), now: desk.now, owedTasks: [],
    acknowledgement: options.acknowledgement ?? { state: 'sent', attempts: 1, sentAt: desk.now },
    demonstration: options.demonstration ?? false,
    contact: {
      email: {
        sha256: id, rawFileId: '000000000000000000000000', size: 900,
        from: sealer.sealJson(id, SEALED_FIELDS.sender, { address: options.sender ?? 'mara.quill@social-care.invented.example', name: 'Mara Quill' }),
        subject: sealer.seal(id, SEALED_FIELDS.subject, words.subject),
        text: sealer.seal(id, SEALED_FIELDS.text, words.text),
        attachments: sealer.sealJson(id, SEALED_FIELDS.attachments, []),
        ...(options.senderStanding && {
          senderStanding: { ...options.senderStanding, details: sealer.sealJson(id, SEALED_FIELDS.senderDetails, options.senderStanding.details) },
        }),
      },
    },
  })
  return put(desk, document, options)
}

export async function putCall(desk: DeskApp, call: Partial<TelephonyDocument> & { number?: string; callbackNumber?: string }, options: Options = {}): Promise<string> {
  const id = invented('call')
  const { sealer } = desk
  const { number, callbackNumber, ...rest } = call
  const owedTasks: OwedTask[] = []
  const document = newIntakeDocument({
    id, receivedAt: receivedAt(desk, options), now: desk.now, owedTasks,
    acknowledgement: { state: 'not_due', reason: 'telephone', attempts: 0 },
    demonstration: options.demonstration ?? false,
    contact: {
      telephony: {
        callSid: `CA${id.slice(0, 32)}`, state: 'ended', language: 'en', callerWithheld: number === undefined, recordings: [], kept: [], version: 1, events: [],
        ...(number && { from: sealer.seal(id, SEALED_FIELDS.caller, number) }),
        ...rest,
        ...(callbackNumber && {
          callback: { safe: 'yes', mayNameUs: 'not_asked', ...rest.callback, number: sealer.seal(id, SEALED_FIELDS.callbackNumber, callbackNumber) },
        }),
      },
    },
  })
  return put(desk, document, options)
}

/** Where these words stand in the text, as the rules would tell it. */
export const evidenceIn = (text: string, words: string, rule = 'rule'): Evidence => {
  const start = text.indexOf(words)
  return { rule, part: 'text', words, start, end: start + words.length }
}
