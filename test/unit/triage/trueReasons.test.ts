import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'

const rules = loadRules()
const read = (text: string) => readContact(rules, { channel: 'email', receivedAt: new Date('2026-11-27T10:00:00Z'), from: '', subject: '', text })
const signalsOf = (text: string): readonly string[] => Object.keys(read(text).signals)

describe('whoever asks for help at once is said to ask, and no more', () => {
  test.each([
    'A neighbour’s girl, 14, is in tears on our step. Please help.', 'He is 15 and will not eat. What should I do?', 'She is 13 and will not go home. What do I do now?', 'Please call me urgently about a pupil aged 12.',
    'She is 14 and here with me. Ring me back asap.', 'Please hurry, it is about a boy of 9.', 'A boy of 13 is sitting in front of me in my office now. How quickly can you come?',
  ])('%s', (text) => {
    expect(read(text)).toMatchObject({ priority: 'urgent', category: 'child_concern' })
    expect(signalsOf(text)).toEqual(['helpAskedNow'])
  })

  test.each([
    ['He is 15, they have tied his hands. What should I do?', 'immediateDanger'], ['Please help, she is 14 and missing since 6am.', 'missingNow'],
    ['Please call me urgently: a girl of 12 is about to be killed.', 'immediateDanger'],
  ])('and danger that stands beside it is told by its own name: %s', (text, signal) => {
    expect(signalsOf(text)).toContain(signal)
  })

  test.each(['Quick question about a leaflet for pupils, no hurry.', 'What do I do with the form for a pupil who left?', 'Please ring me back tomorrow about the course.',
    'H (15) starts college in January. What can we do to support her with her English?', 'We look after a boy of 16 with a positive decision. He asks about travel documents. What should we do first?',
    'Our pupils (ages 12 to 15) liked it. What can we do next year?', 'He is 16 and settled. What do we do about the reminder?'])('an ordinary question asks for none: %s', (text) => {
    expect(signalsOf(text)).toEqual([])
  })

  test('an adult who asks is heard too', () => {
    expect(read('I am with a woman of 34, she is here with me. What should I do?')).toMatchObject({ priority: 'urgent', category: 'other' })
  })
})

describe('nobody is missing where a child does not say where they live', () => {
  test.each([
    'He is 15, was found at a car wash, and will not say where he sleeps.', 'Girl, 14, won’t say where she lives or who with.', 'A boy of 16 won’t tell us where he is living.',
    'She will not say where she is from. She is 13.', 'She is 13 and would not say which school she goes to.',
  ])('%s', (text) => {
    expect(signalsOf(text)).not.toContain('missingNow')
  })

  test.each([
    'Mum won’t say where she is. She is 13.', 'The aunt refuses to say where the girl is. She is 12.', 'Her uncle will not tell us where she has gone. She is 12.',
    'He would not say where the boy went. The boy is 14.',
  ])('but where others do not say where the child is: %s', (text) => {
    expect(read(text)).toMatchObject({ priority: 'urgent', signals: { missingNow: [expect.anything()] } })
  })
})

describe('whoever was released is in no custody', () => {
  test.each([
    'He is 16, arrested today and released.', 'Boy, 15, was arrested this morning and released this afternoon.', 'Boy, 15, arrested overnight, police released him at 6am.',
    'A girl of 17 was arrested today. She has since been released.', 'A boy of 16 was arrested today, then released to his mum.', 'A lad of 15, arrested today, was let out of the cells at noon.',
  ])('%s', (text) => {
    expect(signalsOf(text)).not.toContain('inCustody')
    expect(read(text).priority).not.toBe('urgent')
  })

  test.each([
    'Boy, 15, arrested today. He will be released tonight to the same men.', 'Boy, 15, arrested today, not released.', 'Boy, 15, arrested overnight and to be released today.',
    'A boy of 16 is in custody and due to be released at 4 to an uncle nobody knows.', 'A girl of 15 is in the cells until she is released.',
  ])('but whoever is to be is: %s', (text) => {
    expect(read(text)).toMatchObject({ priority: 'urgent', signals: { inCustody: [expect.anything()] } })
  })
})
