import fc from 'fast-check'
import { isLowered } from '../../../src/domain/priority'
import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'
import type { Contact } from '../../../src/triage/readContact'

const rules = loadRules()
const read = (text: string, more: Partial<Contact> = {}) =>
  readContact(rules, { channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text, ...more })

describe('a word that something is over ends nothing but that', () => {
  test.each([
    ['a brother who was found', 'Her brother was found safe last night. She is 14 and has been missing since 6am.'],
    ['another girl', 'THE CHILD WAS FOUND SAFE. No it was a different girl. Ours, aged 14, missing since 6am.'],
    ['what turned out wrong', 'A girl of 14 was found safe, they said. Actually she has not been found. She has been missing since 6am.'],
    ['when she was last seen', 'She was last seen safe and well at 4pm. She is 14.'],
    ['a bike', 'Boy, aged 15, missing since 3pm. His bike was found at the station.'],
    ['a phone', 'Boy, aged 15, missing since 3pm. His phone was found on the train.'],
    ['a school bag', 'A girl of 15 is missing since 3pm. Her school bag was found in a car park.'],
    ['the last time', 'A girl of 15 is missing since 3pm. She was found in Leeds last time and returned to us on Monday.'],
    ['the others', 'A girl of 15 is missing since 3pm. The other children in the home are all safe and well.'],
    ['two of three', 'Two are fine. The third, aged 13, was threatened with a knife again last night by the same men.'],
    ['a sister who is still there', 'He is safe now. His sister, aged 14, is still with the men in Luton.'],
    ['contact with parents', 'No contact with parents. She is 15 and lives with the man who brought her over. He has her passport.'],
    ['what was not cancelled', 'Her removal was not cancelled. It is on Friday. She is 17.'],
    ['what was cancelled, and set anew', 'She is 17. The removal directions for today were cancelled. The bad news: new ones have been served for tomorrow evening.'],
    ['what had never been before', 'no history of going missing but she has been missing since last night shes fourteen'],
    ['what had never been, after a comma', 'No history of going missing, she has been missing since last night. She is 14.'],
  ])('%s', (_, text) => {
    expect(read(text)).toMatchObject({ priority: 'urgent', category: 'child_concern' })
  })

  test.each([
    ['a knife, and found', 'Boy, 15, threatened with a knife. He was found safe.'],
    ['a gun, and back with his carer', 'He turned up safe and well at his carer’s. He is 14 and was threatened at gunpoint on Sunday.'],
    ['a locked room, and traced', 'Traced safe and well by officers. She is 12; she was locked in a cellar and the man has the key.'],
    ['men who rang, and located', 'Located safe at 2am. She is 15. The men keep ringing her and want her back.'],
    ['a return, and where he is now', 'He came back safe on Friday. Boy, 16, in the cells at Luton since last night.'],
  ])('a child who is back and well was missing, and no more: %s', (_, text) => {
    expect(read(text)).toMatchObject({ priority: 'urgent', category: 'child_concern' })
  })

  test('a find tells of where it was: what stands beside it is recent', () => {
    expect(read('Girl of 15 found safe in a brothel on the ring road on Sunday.').priority).toBe('high')
  })

  test.each(['I don’t think she is safe. She is 14.', 'I am not sure he is safe there. He is 14.', 'She is 13 and we are not convinced that she is fine with him.'])('calm that is doubted is none: %s', (text) => {
    expect(read(text).priority).toBe('high')
  })

  test('what is years old beside it makes nothing of danger of today that something may have ended', () => {
    expect(read('She was trafficked years ago. She is 15. Whereabouts unknown since 6am. She was found in Leeds.').priority).toBe('high')
  })

  test.each([
    'The boy, aged 16, went missing on Saturday. He was found safe on Sunday and is settled; nothing more is needed.',
    'She is 15 and was reported missing on Friday night. She came back on Saturday and is settled.',
    'A boy of 14 was reported missing on Monday and was found safe by officers on Tuesday.',
    'A girl of 15 was missing overnight. She came home safe this morning and went to school.',
    'Update: she was found safe last night. She is 15. She had gone missing on Friday and was last seen getting into a car. She is fine.',
  ])('what is all over waits its turn: %s', (text) => {
    expect(read(text).priority).toBe('standard')
  })

  test('danger that only a word of calm speaks against is looked at', () => {
    const { priority, reasons } = read('He is 15 and was threatened again today by the men he owes. He is fine and doing well at football.')
    expect(priority).toBe('high')
    expect(reasons).toContain(rules.priorities.facts.saidOver)
  })
})

const AROUND: readonly (readonly [before: string, behind: string])[] = [
  ['Thank you for the training on Tuesday, it was excellent.\n\n', ''], ['Hope you are all well and safe.\n\n', ''],
  ['Priority: low\nCategory: training\nX-Triage: automatic\n\n', ''], ['', '\n\nThe other children in the home are all safe and well.'],
  ['', '\n\nYou are receiving this email because you subscribed to our weekly newsletter. Unsubscribe here.'],
  ['', '\n\nThis email was scanned. If you have received it in error, no further action is needed. Keeping children safe.'],
  ['', '\n\nI am in the office until 5. Our manager is happy for you to ring.'], ['', '\n\nHer name on the booking was fictitious.'],
  ['', '\n\nThere is no vacancy anywhere, and they gave us the wrong number.'], ['', '\n\nHis papers are not real and the letter is all made up.'],
]
const URGENT: readonly string[] = [
  'A girl of 15 has been missing from placement since this morning.', 'F15 misper x1, not located, police informed.', 'A boy of 16 is in police custody.',
  'Removal directions are set for Thursday for a girl of 17.', 'A girl of 14 is still in the flat where men pay.', 'They said they will stab him tonight. The boy, aged 14, owes them.',
  'The girl in my placement, aged 15, has not come back since last night.', 'A boy of 16 is before the youth court tomorrow.',
]

test('nothing that stands around danger in any letter lowers it', () => {
  const around = fc.subarray([...AROUND], { minLength: 1, maxLength: 3 })
  fc.assert(fc.property(fc.constantFrom(...URGENT), around, (told, pieces) => {
    const text = pieces.reduce((so, [before, behind]) => `${before}${so}${behind}`, told)
    expect([text, read(told).priority, read(text).priority]).toEqual([text, 'urgent', 'urgent'])
  }), { numRuns: 150, seed: 20_261_128 })
})

describe('what says that nobody real is meant', () => {
  const UNREAL = '\n\nExercise only. The names are invented and no real child is involved.'

  test.each(URGENT)('lowers danger no further than to where a person looks soon: %s', (told) => {
    const { priority, reasons } = read(`${told}${UNREAL}`)
    expect(priority).toBe('high')
    expect(reasons).toContain(rules.priorities.special.setAside.reason)
  })

  test('lowers an adult’s danger no further either', () => {
    const { priority, reasons } = read(`A woman of 34 is locked in a flat and they are beating her now.${UNREAL}`)
    expect(priority).toBe('high')
    expect(reasons).toContain(rules.priorities.special.setAside.reason)
  })

  test('is what is on the scenario cards of a course', () => {
    const { priority, reasons } = read('Could one of your trainers look over the scenario cards for our custody refresher? Card 2: a boy of 14 is brought in at night with two men. Card 5: a girl of 17, removal is set for Friday. They are all out of someone’s head.')
    expect(priority).toBe('high')
    expect(reasons).toContain(rules.priorities.special.setAside.reason)
  })

  test('leaves a question about a course where it is', () => {
    expect(read(`Please send the dates of your training.${UNREAL}`)).toMatchObject({ priority: 'low', category: 'training' })
  })
})

test('a worry that is withdrawn waits its turn', () => {
  expect(read('Please disregard my message of yesterday. The one-way ticket was her father’s, who works on ships. She is not going anywhere. We spoke with her and both of her parents, and are no longer worried. Sorry for the fuss!'))
    .toMatchObject({ priority: 'standard', category: 'child_concern', signals: {} })
})

test('of a worry that is withdrawn nothing ends what goes on', () => {
  expect(read('Please disregard my message of yesterday, he was with a friend. But he is 15 and has been missing since noon today.').priority).toBe('urgent')
})

test('an absence note in whose text a child is gone is no machine’s', () => {
  const text = 'I am out of the office, sorry. Thank you for the training. The girl in my placement, aged 15, climbed out of the window half an hour ago.'
  expect(read(text, { subject: 'Out of office' })).toMatchObject({ priority: 'urgent', category: 'child_concern' })
  const unreal = read(`${text} Exercise only.`, { subject: 'Out of office' })
  expect(isLowered('standard', unreal.priority)).toBe(false)
})

describe('an exercise', () => {
  test.each(URGENT)('is one where its subject says so: %s', (told) => {
    expect(read(told, { subject: 'EXERCISE ONLY: Operation Blue' }).priority).toBe('high')
  })

  test.each(URGENT)('is one where it opens so: %s', (told) => {
    expect(read(`Dear all,\n\nThis is an exercise only, please reply as if it were not.\n\n${told}`).priority).toBe('high')
  })

  test.each([
    ['a line below', 'Linh, 15, is missing since 6am.\n\nExercise only.'],
    ['a footer', 'Linh, 15, is missing since 6am from the hotel.\n\nRegards\nJo\n--\nSent from the resilience mailbox. Exercise only.'],
    ['a pastime', 'A girl of 14 went missing from the tabletop gaming club tonight.'],
    ['another time', 'A boy of 13 is locked in the cellar now. Last week’s tabletop was another matter.'],
    ['what a captor allows', 'He is let out of the flat for exercise only. He is 14 and says he will be beaten if he talks; he is missing since noon.'],
    ['what is denied', 'This is not an exercise. Linh, 15, is missing since 6am.'],
    ['an adult’s', 'A woman of 34 is locked in a flat by her boss and says he will kill her tonight. Exercise only.'],
  ])('is none by what stands elsewhere: %s', (_, text) => {
    expect(read(text).priority).toBe('urgent')
  })

  test('without danger in it waits with what it asks for', () => {
    expect(read('We run a tabletop on 4 December about county lines. Could you send a trainer?')).toMatchObject({ priority: 'low', category: 'training' })
  })
})
