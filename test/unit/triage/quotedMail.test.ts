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
    expect(read(quoting('Thank you for your help.'), { held: [DANGER] }).priority).not.toBe('urgent')
    const worried = read(quoting('I am still worried about her, she is 15 and her older boyfriend buys her phones.'), { held: [DANGER] })
    expect(worried.signals.missingNow?.every(({ part }) => part === 'quoted')).toBe(true)
  })

  test('makes a message high, with the reason, whose sender says that it is over', () => {
    const reading = read(quoting('False alarm, apologies.'))
    expect(reading).toMatchObject({ priority: 'high', reasons: expect.arrayContaining([rules.priorities.special.quotedOver.reason]) })
    expect(reading.signals).not.toHaveProperty('missingNow')
    expect(read(quoting('It was a mistake to wait.')).priority).toBe('urgent')
    expect(read(quoting('It was a mistake.')).priority).toBe('high')
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

const U = 'Girl, 15, Vietnamese\nMissing since 9pm\nTaken by traffickers in a van\nBeing moved to Dover port now'
const LOCKED = 'Please keep this strictly confidential and act now: minors aged 14 locked in a nail bar are being moved tonight.'

describe('danger below a sign-off or in a notice', () => {
  test.each([
    ['thanks', `Hello, please find our referral underneath.\n\nMany thanks\n${U}`],
    ['thanks with a stop', `Hello\nThanks.\n${U}`],
    ['two dashes', `Hi\n--\n${U}`],
    ['a line like the sender’s own name', `Hello\nMissing\n${U}`],
    ['the words of a banner', `Hello.\n\n${LOCKED}`],
    ['a sign-off and a name', `Please ring me.\n\nKind regards\nSam Invented\nSchool\n${U}`],
    ['a signature, beside a question about a subject', `Could we book a workshop on 3 March?\n\nKind regards\nSam\n${U}`],
    ['a sign-off, beside a telephone number', 'Hello\nThanks\nGirl 15 missing since 9pm, taken in a van, ring 01632 960001'],
  ])('%s makes the message urgent', (_, text) =>
    expect(read(text, { subject: 'Referral', from: 'Missing Persons Unit <m@x.example>' }).priority).toBe('urgent'))

  test('makes the message as pressing as it is by itself', () => {
    const told = 'The kids are being taken to Dover port by traffickers at 6pm in a white van, please act.'
    expect(read(`Hello\nThank you\n${told}`)).toMatchObject({ priority: read(told).priority, category: 'child_concern' })
  })

  const standing = [
    'If a child is in immediate danger call 999', 'Missing Persons Unit', 'Child Exploitation and Missing Team', 'Anti-Trafficking Team\nmissing@police.example',
    'Ending child trafficking. URGENT? Child missing? Dial 999', 'URGENT child missing from placement NOW? Dial 999', 'Children missing from care: ring the team on 01632 960001',
    'Modern Slavery Helpline 08000 121 700', 'Together we end child trafficking', 'Are you worried about a child? Call the duty team on 01632 960001',
    'This email is confidential. It may concern children aged 15 who are missing from placement or trafficked.',
    'https://missing.example/child-aged-15-missing-from-placement-now',
  ]
  test.each(standing)('is not what an organisation always writes there: %s', (line) => {
    for (const own of ['Could we book a workshop on 3 March?', 'Please ring me about a girl of 15. She is settled and safe.', 'Please ring me.', 'A girl of 15 has an older boyfriend who buys her phones.']) {
      const plain = read(`${own}\n\nKind regards\nSam\n`, { subject: 'Hello', from: 'Sam <s@x.example>' })
      expect(read(`${own}\n\nKind regards\nSam\n${line}\n`, { subject: 'Hello', from: 'Sam <s@x.example>' }).priority).toBe(plain.priority)
    }
  })
})
