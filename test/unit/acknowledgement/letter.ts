import { englishTemplate } from '../../../src/acknowledgement/acknowledgementTemplate'
import type { Letterhead } from '../../../src/acknowledgement/composeAcknowledgement'
import type { ClaimedAcknowledgement } from '../../../src/acknowledgement/ports'

export const letterhead: Letterhead = {
  from: { address: 'reply@advice.example', name: 'Advice line' },
  template: englishTemplate('0808 800 5000'),
  hours: 'Monday to Friday, 9:30am to 4:30pm, except bank holidays',
}

export const anOwed = (changes: Partial<ClaimedAcknowledgement> = {}): ClaimedAcknowledgement => ({
  claim: { intakeId: 'a1', token: 't1', attempts: 1 },
  reference: '47FT-XJPK',
  receivedAt: new Date('2026-07-01T22:30:00Z'),
  to: 'sam.invented@school.example',
  messageId: `<ack.${'ab'.repeat(16)}@advice.example>`,
  inReplyTo: '<1@school.example>',
  references: ['<0@school.example>', '<1@school.example>'],
  doubts: 0,
  ...changes,
})

export const NOW = new Date('2026-07-01T22:31:00Z')
