import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'

const rules = loadRules()
const read = (text: string) => readContact(rules, { channel: 'email', receivedAt: new Date('2026-11-26T10:00:00Z'), from: 'A. Reed <a.reed@school.example>', subject: '', text })

describe('an age that stands in brackets or between commas behind a name is a child’s', () => {
  test.each([
    ['D (15) is being sold to men in Luton.', 'inContactNow'],
    ['Linh, 15, went missing from the hotel last night.', 'missingNow'],
    ['Thank you for the course on Monday. Linh, 15, went missing from the hotel last night.', 'missingNow'],
    ['Please ring me about K (15). Removal directions for tomorrow.', 'removalImminent'],
    ['Removal directions for Linh, fifteen, are for Friday.', 'removalImminent'],
    ['Thanks for the leaflets. Hanh [16/F] works at the nail bar every day and sleeps upstairs.', 'inContactNow'],
    ['My client, 16, has removal directions for tomorrow.', 'removalImminent'],
  ])('%s is urgent: %s', (text, signal) => {
    expect(read(text)).toMatchObject({ priority: 'urgent', category: 'child_concern', signals: { [signal]: [expect.anything()] } })
  })

  test('and it may be in dispute', () => {
    expect(read('Age assessment of S (17) tomorrow.')).toMatchObject({ priority: 'high', signals: { ageDisputed: [expect.anything()] } })
  })
})

test.each([
  'Re: H d.o.b. 11.2.2011, removal directions set for Friday.', 'DOB: 11/02/2010. Removal directions: 27/11/2026 07:00.',
  'Date of birth 3 May 2012. He has removal directions for tomorrow.', 'Born in Hanoi on the 4th of April 2012. Removal directions for Friday.',
])('a date of birth of somebody under 18 is a child’s: %s', (text) => {
  expect(read(text)).toMatchObject({ priority: 'urgent', category: 'child_concern', signals: { removalImminent: [expect.anything()] } })
})

test.each([
  'Could we book the training course that you give next spring for our Staff (12), who would meet in Room (3)? See Section (4), Table (5).',
  'We would like training on Monday, 15, or Thursday, 12, if you have a place for Leeds, 14 of us.',
])('what is counted or numbered is no child: %s', (text) => {
  expect(read(text)).toMatchObject({ priority: 'low', category: 'training' })
})

describe('minutes and lists number things in brackets, and none of those is a child', () => {
  test.each([
    'Agenda item 4 (15) is about missing papers.', 'Break (15 minutes). Missing from the list since Friday: two invoices.', 'Attendance (14), apologies (3). Not back since lunch: the projector.',
    'Minutes of Monday: Training (15), Budget (10), AOB (5). The folder went missing from the office.', 'Zoom (16): the recording went missing last night.',
    'Lunch, 15, then coffee. The papers have gone missing from reception.', 'Please read Chapter (12) on missing persons. Still not back from the printers.',
    'Version (12), Draft (3): whereabouts of the signed copy unknown.', 'Jo Smith (15 mins) then Sam Jones (10 mins). The slides went missing last night.',
  ])('%s', (text) => {
    expect(read(text).signals).toEqual({})
  })

  test.each([
    'Item 4: Minh (14). Missing from placement since last night.', 'Attendance: Linh (15) absent, missing since Friday.', 'Present: Jo, Sam. Discussed: K (15), missing since Friday.',
    'Lily Ward (15) has gone missing from the unit.', 'May (14) has not come back since last night.', 'Jack Price, 16, not back since Friday.', 'Hope, 14, has not come back.',
  ])('but whoever has such a name, or stands among them, is: %s', (text) => {
    expect(read(text)).toMatchObject({ priority: 'urgent', signals: { missingNow: [expect.anything()] } })
  })
})

describe('words are read as whoever reads them sees them', () => {
  test.each([
    ['a zero-width space', 'A g\u200Birl of 1\u200B5 has gone mis\u200Bsing from our pla\u200Bcement.'],
    ['a soft hyphen', 'A girl of 15 has gone mis\u00ADsing from our place\u00ADment.'],
    ['full width', 'Ａ ｇｉｒｌ ｏｆ １５ ｈａｓ ｇｏｎｅ ｍｉｓｓｉｎｇ from our placement.'],
    ['letters of another alphabet', 'A gіrl of 15 has gonе mіssing frоm our placement.'],
    ['a ligature', 'A girl of 15 has gone missing from our oﬃce; she was ﬁne before.'],
  ])('through %s', (_how, text) => {
    expect(read(text)).toMatchObject({ priority: 'urgent', signals: { missingNow: [expect.anything()] } })
  })
})
