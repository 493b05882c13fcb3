import type { Letterhead } from '../../../src/acknowledgement/composeAcknowledgement'
import type { ClaimedAcknowledgement } from '../../../src/acknowledgement/ports'
import { openingHours } from '../../../src/domain/openingHours'

export const letterhead: Letterhead = {
  from: { address: 'reply@advice.example', name: 'Advice line' },
  helpline: '0808 800 5000',
  hours: openingHours('Mo-Fr 09:30-16:30; PH off', new Set()),
}

export const WHILE_CLOSED = new Date('2026-07-01T22:30:00Z')
export const WHILE_OPEN = new Date('2026-07-01T10:30:00Z')

export const anOwed = (changes: Partial<ClaimedAcknowledgement> = {}): ClaimedAcknowledgement => ({
  claim: { intakeId: 'a1', token: 't1', attempts: 1 },
  reference: '47FT-XJPK',
  language: 'en',
  receivedAt: WHILE_CLOSED,
  to: 'sam.invented@school.example',
  messageId: `<ack.${'ab'.repeat(16)}@advice.example>`,
  inReplyTo: '<1@school.example>',
  references: ['<0@school.example>', '<1@school.example>'],
  doubts: 0,
  ...changes,
})

export const NOW = new Date('2026-07-01T22:31:00Z')
