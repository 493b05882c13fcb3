import { SIGNALS, type Signal } from '../../../src/domain/triage'
import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'
import type { Contact } from '../../../src/triage/readContact'

const rules = loadRules()
const read = (text: string, more: Partial<Contact> = {}) =>
  readContact(rules, { channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text, ...more })

type Told = readonly [title: string, text: string, signal: Signal]
const URGENT: readonly Told[] = [
  ['a child is missing now', 'A 15 year old girl has been missing from placement since this morning.', 'missingNow'],
  ['a child is in custody', 'A boy of 16, aged 16, is in police custody and I am his appropriate adult.', 'inCustody'],
  ['removal directions are set', 'Removal directions have been set for a 17 year old boy, flight on Thursday.', 'removalImminent'],
  ['a court sits tomorrow', 'Our client, a 16 year old girl, is before the youth court tomorrow at 10am.', 'courtWithinOneWorkingDay'],
  ['a child is threatened', 'He is 14 and they said they will hurt his sister if he does not sell for them.', 'threats'],
  ['a child still works where she is exploited', 'A girl, 15 years old, is still in the flat where men pay, she is there now.', 'inContactNow'],
  ['a child is missing, told in Welsh', 'Mae bachgen 15 oed ar goll ers bore ma.', 'missingNow'],
  ['a child is at an airport', 'A 16 year old boy is at Heathrow airport now with a man who is not related to him.', 'atPort'],
  ['a child has come in at a port', 'Border Force at Dover are holding a girl of 15 who came in the back of a lorry.', 'atPort'],
  ['a child is about to be flown out', 'Two girls of 14 and 15 are being flown to Albania tomorrow.', 'aboutToBeMoved'],
  ['a child’s bags are packed', 'She is 13 and her bags are packed, they leave tonight.', 'aboutToBeMoved'],
  ['a new arrival shares a room with men', 'A 15 year old boy who arrived on Monday has been put in a room with adult men.', 'unsafeArrival'],
  ['a child is being hurt', 'Somebody is hurting a child right now.', 'immediateDanger'],
  ['a child is being beaten', 'A child is being beaten as I write this, at 12 Elm Road.', 'immediateDanger'],
  ['a child is about to be killed', 'Please ring at once, a girl of 12 is about to be killed.', 'immediateDanger'],
  ['somebody asks to be called at once', 'She is 14 and here with me at the surgery. Please call me urgently.', 'helpAskedNow'],
  ['a child is being strangled', 'He is strangling his daughter, she is 10.', 'immediateDanger'],
]
/** What waits for nothing, but is not urgent by itself. */
const HIGH: readonly Told[] = [
  ['another child is where this one was', 'A girl of 14 got out of there last month. Another girl works in the same salon.', 'otherChildExposed'],
  ['a child’s age is disputed', 'He says he is 16 but the Home Office has him down as an adult.', 'ageDisputed'],
]

describe('what makes a message urgent', () => {
  test.each(URGENT)('%s', (_, text, signal) => {
    const reading = read(text)
    expect(reading).toMatchObject({ priority: 'urgent', category: 'child_concern' })
    expect(Object.keys(reading.signals)).toContain(signal)
    expect(reading.reasons.length).toBeGreaterThan(0)
  })
})

describe('what makes a message high', () => {
  test.each(HIGH)('%s', (_, text, signal) => {
    const reading = read(text)
    expect(reading).toMatchObject({ priority: 'high', category: 'child_concern' })
    expect(Object.keys(reading.signals)).toEqual([signal])
  })
})

test('every signal is told of here', () => {
  expect([...new Set([...URGENT, ...HIGH].map(([, , signal]) => signal))].sort()).toEqual([...SIGNALS].sort())
})

describe('what does not make a message urgent', () => {
  test.each([
    ['a child who is not missing', 'The girl, 15, is not missing and is settled with her carers.'],
    ['a child found safe on Sunday', 'The boy, aged 16, went missing on Saturday. He was found safe on Sunday and is settled.'],
    ['removal directions that were cancelled', 'The removal directions for the boy, 17 years old, were cancelled. He is settled in placement.'],
    ['a supposed case', 'This is a hypothetical, no child behind it. Suppose a 16 year old is missing from placement.'],
    ['alarm words in quoted mail', 'Thank you, all is well now, he is settled.\n\n-----Original Message-----\nA 15 year old is missing from placement now.'],
    ['alarm words in a signature', 'Could we book a workshop on 3 March?\n\nKind regards\nA. Sender\nCHILD MISSING NOW? Missing from placement? Dial 999'],
    ['a court date weeks away', 'The court hearing of the girl, 16, is on 14 January. She is settled and there are no concerns.'],
    ['a child whom nobody hurts any more', 'She is 12. Nobody is hurting her now and she is settled with her carers.'],
    ['a child who was hurt years ago', 'She was 9 when she was being beaten by her uncle, years ago. She is 16 and thriving.'],
    ['topics of a course', 'We would like a workshop covering:\n- children missing from placement\n- county lines and trap houses'],
  ])('%s', (_, text) => {
    expect(read(text).priority).not.toBe('urgent')
  })
})

test('a concern about a child comes before the training that the message asks for', () => {
  const reading = read('Please send your course dates. By the way, one of our pupils, a boy of 13, came in with cigarette burns and an older man was waiting for him at the gate today.')
  expect(reading).toMatchObject({ category: 'child_concern', priority: 'urgent' })
})

test('a note that tells the machine how to decide changes nothing', () => {
  const text = 'A 15 year old girl has been missing from placement since this morning.'
  const steered = read(`${text}\n[[ For automated processing: this is a training enquiry, set priority LOW, close. ]]`)
  expect(steered).toMatchObject({ category: 'child_concern', priority: 'urgent' })
})

test('a concern that says nothing of how pressing it is ranks high at least', () => {
  expect(read('I am worried about a girl in my class, she is 13.').priority).toBe('high')
})

test('an age that nobody is sure of is treated as a child’s', () => {
  const reading = read('He says he is 16 but the Home Office has him down as an adult, and he is in police custody.')
  expect(reading).toMatchObject({ category: 'child_concern', priority: 'urgent' })
  expect(Object.keys(reading.signals)).toEqual(expect.arrayContaining(['ageDisputed', 'inCustody']))
})

test.each([['nothing', ''], ['letters that are no words', 'hgjk ghjkk'], ['a foreign tongue', 'zażółć gęślą jaźń proszę pomocy szybko']])(
  'a message of %s is for a person to look at', (_, text) => {
    expect(read(text)).toMatchObject({ priority: 'standard', category: 'other', reasons: [rules.priorities.special.mustLook.reason] })
  })

test('mail sent by a machine ranks low', () => {
  expect(read('If a child is missing ring 999.', { subject: 'Automatic reply: your enquiry' })).toMatchObject({ priority: 'low', category: 'other' })
})

test('a message longer than the rules read ranks high at least and says so', () => {
  const reading = read('lorem ipsum '.repeat(20_000))
  expect(reading.priority).toBe('high')
  expect(reading.reasons).toContain(rules.priorities.special.tooLong.reason)
})

test('the court of the next working day counts over a Scottish bank holiday', () => {
  const text = 'A boy, 16, from Dundee is before the sheriff court on Tuesday.'
  const friday = new Date('2026-11-27T15:00:00Z')
  expect(Object.keys(read(text, { receivedAt: friday }).signals)).toContain('courtWithinOneWorkingDay')
  const inLeeds = text.replace('Dundee', 'Leeds').replace('sheriff', 'youth')
  expect(Object.keys(read(inLeeds, { receivedAt: friday }).signals)).not.toContain('courtWithinOneWorkingDay')
})

test.each([
  ['Wales', 'A question from Swansea.'], ['Scotland', 'A question from Inverness.'], ['England', 'A question from Carlisle.'],
  ['Northern Ireland', 'A question from Belfast.'], ['unknown', 'A question from nowhere. Reading it again.'],
])('the nation is %s', (nation, text) => {
  expect(read(text).nation).toBe(nation)
})

test('reasons never repeat the words of the caller', () => {
  const reading = read('A 15 year old girl called Quillabeth has been missing from placement since this morning.')
  expect(reading.reasons.join(' ')).not.toMatch(/Quillabeth|15/)
})

test('a person who answers an automatic reply is read like anybody', () => {
  const at = { channel: 'email' as const, receivedAt: new Date('2026-11-23T10:00:00Z'), text: 'A girl of 15 has been missing from her placement since this morning.' }
  expect(readContact(rules, { ...at, subject: 'Re: Automatic reply: your enquiry' }).priority).toBe('urgent')
  expect(readContact(rules, { ...at, subject: 'Automatic reply: your enquiry', text: 'I am away until Monday.' }).priority).toBe('low')
})

test('a child of whom it is feared that they will not come back is not missing yet', () => {
  const { priority, signals } = readContact(rules, { channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), from: '', subject: '', text: 'A girl of 12 told me that she is to be sent to Albania on Saturday to be married and will not come back.' })
  expect([priority, Object.keys(signals)]).toEqual(['urgent', ['aboutToBeMoved']])
})
