import * as fc from 'fast-check'
import { readHeaders } from '../../../src/email/reading/readHeaders'
import { owedAcknowledgement } from '../../../src/email/answering/owedAcknowledgement'
import { aReading, fromAddress } from './reading'

const NOW = new Date('2026-11-23T09:41:00Z')
const owed = (reading = aReading(), automatic?: string) =>
  owedAcknowledgement({ reading, automatic, sender: 'reply@advice.example', random: 'ab'.repeat(16), now: NOW })

describe('the acknowledgement that a message is owed', () => {
  it('goes to the sender, under an id that is fixed from the start', () => {
    expect(owed()).toEqual({
      state: 'pending', to: 'sam.invented@school.example', messageId: `<ack.${'ab'.repeat(16)}@advice.example>`,
      inReplyTo: '<1@school.example>', references: ['<1@school.example>'], dueAt: NOW, attempts: 0,
    })
  })

  it('is held back for automatic mail, with the reason', () => {
    expect(owed(aReading(), 'mailing_list')).toEqual({ state: 'suppressed', reason: 'mailing_list', attempts: 0 })
  })

  it('follows the thread: References, else In-Reply-To, then the message', () => {
    expect(owed(aReading({ references: ['<a@x>', '<b@x>'], inReplyTo: '<c@x>' })).references).toEqual(['<a@x>', '<b@x>', '<1@school.example>'])
    expect(owed(aReading({ inReplyTo: '<c@x>' })).references).toEqual(['<c@x>', '<1@school.example>'])
  })

  it('names no thread when the message has no id', () => {
    const { messageId: _, ...nameless } = aReading({ references: ['<a@x>'], inReplyTo: '<a@x>' })
    expect(owed(nameless)).not.toHaveProperty('inReplyTo')
    expect(owed(nameless)).not.toHaveProperty('references')
  })

  it('keeps the root and the newest of a giant thread', () => {
    const references = Array.from({ length: 90 }, (_, n) => `<${n}@x>`)
    const kept = owed(aReading({ references })).references!
    expect([kept.length, kept[0], kept.at(-2), kept.at(-1)]).toEqual([20, '<0@x>', '<89@x>', '<1@school.example>'])
  })

  it.each(['', 'sam', 'sam@', '@school.example', 'a b@school.example', '"sam invented"@school.example', 'sam@school.example\r\nBcc: x@y.example',
    'sam@school.example,other@x.example', '<sam@school.example>', 'sam@localhost', `${'x'.repeat(65)}@school.example`])(
    'is given up at once, for a person, when the address is %j', (address) => {
      expect(owed(fromAddress(address))).toEqual({ state: 'failed', reason: 'address_unusable', attempts: 0 })
    })

  it('writes an international domain in the form that every mail server takes', () => {
    expect(owed(fromAddress('zoe@b\u00fccher.example')).to).toBe('zoe@xn--bcher-kva.example')
  })

  it('never holds anything that could end a header line, whatever the message says', () => {
    const garbage = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\r\nBcc: x@y.example', '<a@b>\r\n', '<a\r\n b@c>', '<a@b> <c@d>', '<a@b>\0'))
    fc.assert(fc.property(garbage, garbage, garbage, garbage, (id, parent, references, address) => {
      const lines = [['message-id', id], ['in-reply-to', parent], ['references', references]] as const
      const headers = readHeaders(lines.map(([key, value]) => ({ key, line: `${key}: ${value}` })))
      const { messageId: _, ...nameless } = aReading({ from: { address, name: '' } })
      const result = owed({ ...nameless, ...headers })
      const written = [result.to ?? '', result.inReplyTo ?? '', ...(result.references ?? [])]
      for (const value of written) expect(value).toMatch(/^[\x21-\x7e]*$/)
    }), { numRuns: 500 })
  })
})
