import { isLowered } from '../../../src/domain/priority'
import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'

const rules = loadRules()
const read = (text: string) => readContact(rules, { channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), from: '', subject: '', text })

const MISSING: readonly string[] = [
  'No concerns from school, they said. But he is 14 and has not been home for two nights.', 'Since noon nobody has laid eyes on her, she is 16.',
  'DOB 14/03/2011. Whereabouts: not known. Last contact: 23/11/2026 22:10.', 'Age: 15\nName: LINH\nStatus: MISSING\nSince: 24/11 06:00', 'yp not in room @ 0200 checks. window open. not located.',
  'Because we got it wrong the boy (15) we had on Tuesday has been taken by the men.',
]
const WITH_THEM: readonly string[] = [
  'She came back, took her things, and left with the man. She is 15.', 'Subject child: male, 16. Risk: high. Currently with: suspected exploiter.',
  'Account opened for a 14 year old, who came in with a man. They are in branch.', 'Ma wee cousin’s 13 an she’s stayin wi a guy in a caravan, he’ll no let us talk tae her.',
  'im 13 and my mums boyfriend sends me places with men i dont know', 'Girl of 14, her trafficker waited at the school gate today.', 'He is 15 and is back to work for them.',
  'The lady in the shop says she bought the child for 2000.', 'My student is 16. He has a tattoo of a name and says he’s property.',
]
const THREATENED: readonly string[] = [
  'im 13 and if i dont he says mum gets it', 'A lad of 15 in my form says they will take a finger.', 'He keeps his trainers on in bed in case they come. He is 13.', 'She is 16 and has three days to pay them.',
]
const MOVED: readonly string[] = ['Twins of six months. The couple have tickets for Accra.', 'The man is buying her a passport. She is 15.', 'She is 13 and to be flown out on Friday.']
const HELD: readonly string[] = ['Name: AB. Age: 14. Location: police station cell 3.', 'Boy of 16, AA required at Luton.']
const IN_COURT: readonly string[] = ['Hearing adjourned from Monday to tomorrow. Boy 16.', 'The trial was brought forward to today. My client is 16.', 'The hearing is put back to tomorrow; she is 15.']

describe('danger in words that no list had is urgent', () => {
  test.each([
    ...MISSING.map((text) => ['missingNow', text] as const), ...WITH_THEM.map((text) => ['inContactNow', text] as const), ...THREATENED.map((text) => ['threats', text] as const),
    ...MOVED.map((text) => ['aboutToBeMoved', text] as const), ...HELD.map((text) => ['inCustody', text] as const), ...IN_COURT.map((text) => ['courtWithinOneWorkingDay', text] as const),
  ])('%s: %s', (signal, text) => {
    const { signals, ...reading } = read(text)
    expect(reading).toMatchObject({ priority: 'urgent', category: 'child_concern' })
    expect(Object.keys(signals)).toContain(signal)
  })
})

describe('ordinary letters that have such words are not', () => {
  test.each([
    'Our netball team is travelling to Dublin on Saturday with 12 girls aged 13 to 15. Do you have guidance?', 'Your trainer left her coat here. She may collect it from reception.',
    'A girl of 14 left with her mum after the assembly.', 'The hearing of our client, 16, was adjourned to 14 January.', 'He is 15 and left school with good grades; please send the leaflet for pupils.',
    'Two pupils of 14 came in with their form tutor to look round.',
  ])('%s', (text) => {
    expect(read(text).priority).not.toBe('urgent')
  })
})

describe('an amount, a number of a file or a door, and a time are no year', () => {
  test.each([
    'He is 15 and owes 2000 to the men who brought him. They ring him every day.', 'The debt is 1999 pounds, they will hurt his sister. He is 14.', 'i am 14 and he wants 2000 by friday or he puts the pics up',
    'They asked for £2015 today and will stab him. M15.', 'CAD 2016 of today: F15 missing.', 'Log 1998: M16 missing since 6.', 'Flat 2012, Tower A: a girl of 14 is locked in, we hear her every night.',
    'Crime ref 42/2019. Girl 15 is being driven to men tonight, they rang her again.', 'He paid 2020 for her today. She is 15 and with him in the hotel now.',
  ])('%s', (text) => {
    expect(read(text).priority).toBe('urgent')
  })

  test.each(['In 2015 a girl of 15 was held by men who rang her every day. That is over; she is 26 now.', 'He was 14 in 2011 and they threatened him every day back then. He is well now.'])('but a year is one: %s', (text) => {
    expect(isLowered(read(text).priority, 'high')).toBe(false)
    expect(read(text).priority).toBe('standard')
  })
})

describe('whoever else is well, a child of whom danger is told is not', () => {
  test.each([
    'Staff are safe and well. A resident, 15, has been taken by men with a machete.', 'The mother is safe with us. The girl, 13, is missing since noon.',
    'I am safe. My sister, 14, has been threatened by them again today.', 'All well at our end. The girl, 14, was threatened again last night.', 'The dog is fine. They threatened the boy, 13, again today.',
  ])('%s', (text) => {
    expect(read(text).priority).toBe('urgent')
  })
})

describe('whoever is not yet eighteen is a child', () => {
  test.each([
    'She is 18 next month. The men who had her are outside the unit.', 'He turns 18 on Friday and was taken from the unit by two men in a van.', 'She is nearly 18 and has been missing from her placement since 6am.',
    'He is not yet 18 and still in the cannabis house.', 'Her eighteenth birthday is on Friday. She is missing since last night.',
  ])('%s', (text) => {
    expect(read(text)).toMatchObject({ priority: 'urgent', category: 'child_concern' })
  })

  test.each(['She is 18 and wants a copy of her file.', 'He is 18 now and would like to know about the group for adults.'])('and whoever is, is none: %s', (text) => {
    expect(read(text).category).not.toBe('child_concern')
  })
})

test('clothes, and a place where clothes are made, are no training', () => {
  expect(read('He keeps his trainers on in bed. He is 13.').category).toBe('child_concern')
  expect(read('A locked gate in a garment workshop; some behind it looked of school age.').category).toBe('child_concern')
})
