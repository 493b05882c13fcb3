import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'

const rules = loadRules()
const read = (text: string) => readContact(rules, { channel: 'callnote', receivedAt: new Date('2026-11-24T10:00:00Z'), from: '', subject: '', text })

describe('a call handler’s shorthand is read by the rules', () => {
  test.each([
    ['F 15 not back since Fri.', 'missingNow'], ['F14 missing since 22.00, phone off.', 'missingNow'], ['F16 flight to Tirana tmrw 0600.', 'aboutToBeMoved'],
    ['M17 IRC Harmondsworth, removal Thurs.', 'inCustody'], ['16M remanded HMP, NRM needed.', 'inCustody'], ['M 14 in cells, county lines, need AA.', 'inCustody'],
    ['YP 16 UASC in B&B w adults.', 'unsafeArrival'], ['YP, 16, MFH since 22/11, high risk.', 'missingNow'],
    ['M16 in PACE det at Leeds, AA req.', 'inCustody'], ['YP 16 abscondd frm placmnt lst nite.', 'missingNow'], ['misper 13yo fem, 2nd night.', 'missingNow'],
  ])('%s is urgent: %s', (text, signal) => {
    expect(read(text)).toMatchObject({ priority: 'urgent', category: 'child_concern', signals: { [signal]: [expect.anything()] } })
  })

  test.each(['Please send the leaflet to 14 High Street, Manchester M14 5TP.', 'There was a tailback on the M13 so we missed the course; can we have the slides?'])(
    'an address or a road is no child: %s', (text) => {
      expect(read(text)).toMatchObject({ priority: 'low' })
    },
  )
})

test.each(['We would love to hear what young people think of the trailer.', 'We heard from young people inside the care system.'])('voices that are heard otherwise are no danger: %s', (text) => {
  expect(read(text).signals).toEqual({})
})

test('children who are heard in a lorry are in danger at this moment', () => {
  expect(read('There is a lorry in our yard and we can hear kids inside.')).toMatchObject({ priority: 'urgent', signals: { immediateDanger: [expect.anything()] } })
})

test.each([
  'Man, 40, locked in a container at a farm in Fife now. No children.', 'Woman, 33, being sold by her husband in Derry. No children in the house.',
  'Woman of 30 in Cardiff, in a brothel, wants to get out tonight. No kids.',
])('an adult who is in danger at this moment is urgent, and no child: %s', (text) => {
  expect(read(text)).toMatchObject({ priority: 'urgent', category: 'other', signals: { immediateDanger: [expect.anything()] } })
})

describe('phrases of danger are not said of things, nor of a visit', () => {
  test.each([
    'We keep the bikes locked in the shed. Children of 8 to 10 come to the club. Can you give a talk?',
    'The toys were locked in the van again, so the girls of 9 and 10 had to share. Could we book a talk?',
    'My son, 15, was taken again by his dad to football. Could you send the training dates?',
  ])('%s', (text) => {
    expect(read(text).signals).toEqual({})
  })

  test.each([
    ['He keeps her locked in the shed. She is 14.', 'immediateDanger'], ['The youngest, 9, has since been taken again by her uncle.', 'missingNow'],
  ])('%s is urgent', (text, signal) => {
    expect(read(text)).toMatchObject({ priority: 'urgent', signals: { [signal]: [expect.anything()] } })
  })
})
