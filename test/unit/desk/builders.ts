import type { EmailIntake, PhoneIntake } from '../../../src/domain/intake'
import type { Telephony } from '../../../src/domain/telephony'
import { doneStep } from '../../../src/domain/step'
import type { Triage } from '../../../src/domain/triage'
import type { IntakeRecord, QueueEntry } from '../../../src/desk/ports'

export const NOW = new Date('2026-11-23T10:00:00Z')
export const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)

export const anEntry = (details: Partial<QueueEntry> = {}): QueueEntry => ({
  id: 'abc', reference: 'K7QM-4TXR', channel: 'email', receivedAt: minutesAgo(12), status: 'allocated', demonstration: false,
  priority: 'high', confirmed: false, triageFailed: false, acknowledgementFailed: false, toBeTakenOver: false, openTasks: [], laterWaiting: 0, ...details,
})

const base = {
  id: 'abc', reference: 'K7QM-4TXR', receivedAt: minutesAgo(125), status: 'received' as const, demonstration: false,
  steps: { triage: { state: 'pending' as const, attempts: 0 }, allocate: { state: 'pending' as const, attempts: 0 }, raiseTasks: doneStep, ringStaff: doneStep, keepRecordings: doneStep, wakeSomebody: doneStep, escalate: doneStep, escalateCallback: doneStep, escalateSecond: doneStep, link: doneStep },
  owedTasks: [], acknowledgement: { state: 'pending' as const, attempts: 0 },
}

export const anEmail = (details: Partial<EmailIntake> = {}): EmailIntake => ({
  ...base, channel: 'email',
  email: {
    sha256: 'f'.repeat(64), rawFileId: '1', size: 10, from: { address: 'mara@care.example', name: 'Mara' }, subject: 'S', text: 'T', parts: [], attachments: [],
  },
  ...details,
})

export const aCall = (call: Partial<Telephony> = {}, details: Partial<PhoneIntake> = {}): PhoneIntake => ({
  ...base, channel: 'phone', telephony: { callSid: 'CA1', state: 'ended', language: 'en', callerWithheld: false, from: '+442079460123', recordings: [], kept: [], ...call },
  ...details,
})

export const aTriage = (details: Partial<Triage> = {}): Triage => ({
  priority: 'high', proposedPriority: 'high', category: 'child_concern', indicators: [], signals: {}, nation: 'unknown',
  reasons: ['A reason.'], rulesVersion: '7', at: minutesAgo(120), ...details,
})

export const aRecord = (intake: IntakeRecord['intake'], details: Partial<IntakeRecord> = {}): IntakeRecord => ({
  intake, openTasks: [], history: [], barredBeside: [], ...details,
})
