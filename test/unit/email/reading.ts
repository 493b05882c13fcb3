import type { MessageReading } from '../../../src/email/reading/messageReading'

/** What a plain message from a person reads like. */
export const aReading = (changes: Partial<MessageReading> = {}): MessageReading => ({
  headers: [],
  references: [],
  subject: 'A worry about a pupil',
  text: 'Invented words.',
  parts: [],
  attachments: [],
  from: { address: 'sam.invented@school.example', name: 'Sam Invented' },
  messageId: '<1@school.example>',
  ...changes,
})

export const withHeader = (name: string, value: string): MessageReading => aReading({ headers: [{ name, value }] })
export const fromAddress = (address: string): MessageReading => aReading({ from: { address, name: '' } })
