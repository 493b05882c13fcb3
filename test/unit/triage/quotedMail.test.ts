import type { Contact } from '../../../src/triage/readContact'
import { readContact } from '../../../src/triage/readContact'
import { loadRules } from '../../../src/triage/loadRules'

const rules = loadRules()
const read = (text: string, more: Partial<Contact> = {}) =>
  readContact(rules, { channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: 'RE: One of ours', text, ...more })

const DANGER = 'A 15 year old girl has been missing from placement since this morning.'
const quoting = (text: string): string => `${text}\n\nFrom: Night staff\nSent: 24 November 2026 08:10\nTo: Day staff\nSubject: One of ours\n\n${DANGER}\n`

describe('danger that stands only in quoted mail', () => {
  test('makes the message urgent, and is marked as quoted', () => {
    const text = quoting('Adding you to this, please ring the home.')
    const reading = read(text)
    expect(reading).toMatchObject({ priority: 'urgent', category: 'child_concern', reasons: expect.arrayContaining([rules.priorities.quoted]) })
    const evidence = reading.signals.missingNow ?? []
    expect(evidence.map(({ part }) => part)).toEqual(evidence.map(() => 'quoted'))
    expect(evidence.map(({ words, start, end }) => text.slice(start, end) === words)).not.toContain(false)
    expect(evidence.length).toBeGreaterThan(0)
  })

  test('does not raise a message whose quoted mail we hold already, and is shown beside its own findings', () => {
    expect(read(quoting('Thank you for your help.'), { quotedIsHeld: true }).priority).not.toBe('urgent')
    const worried = read(quoting('I am still worried about her, she is 15 and her older boyfriend buys her phones.'), { quotedIsHeld: true })
    expect(worried.signals.missingNow?.every(({ part }) => part === 'quoted')).toBe(true)
  })

  test('makes a message high, with the reason, whose sender says that it is over', () => {
    const reading = read(quoting('False alarm, apologies.'))
    expect(reading).toMatchObject({ priority: 'high', reasons: expect.arrayContaining([rules.priorities.special.quotedOver.reason]) })
    expect(reading.signals).not.toHaveProperty('missingNow')
    expect(read(quoting('She is back home with us and settled.')).priority).not.toBe('urgent')
  })
})

test('quoted calm never lowers what the sender says now', () => {
  const text = `${DANGER}\n\nOn 23 Nov 2026, at 09:12, Staff <s@x.example> wrote:\n> All is well, she is settled and safe. No concerns.\n`
  const { priority, signals } = read(text)
  expect(priority).toBe('urgent')
  expect(signals.missingNow?.some(({ part }) => part === 'text')).toBe(true)
})

test('a child of whom only quoted mail tells the age is the child of the new words', () => {
  expect(read('She has gone missing again.\n\n> Our girl is 15 years old.\n').priority).toBe('urgent')
})

test('forwarded danger is read as the sender’s own', () => {
  const forwarded = `For you.\n\nKind regards\nSam\n\n---------- Forwarded message ---------\nFrom: Carer\n\n${DANGER}\n`
  const { priority, signals } = read(forwarded, { subject: 'Fwd: one of ours' })
  expect(priority).toBe('urgent')
  expect(signals.missingNow?.map(({ part }) => part)).not.toContain('quoted')
})

test('alarm words in a signature or a disclaimer raise nothing', () => {
  const text = 'Could we book a workshop on 3 March?\n\nKind regards\nSam\nURGENT child missing from placement NOW? Dial 999\n\nThis email is confidential. It may concern children aged 15 who are missing from placement or trafficked.\n'
  expect(read(text, { subject: 'Workshop' })).toMatchObject({ priority: 'low', category: 'training' })
})
