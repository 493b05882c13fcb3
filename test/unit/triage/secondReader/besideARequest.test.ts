import { priorityRank } from '../../../../src/domain/priority'
import { loadRules } from '../../../../src/triage/loadRules'
import { readContact } from '../../../../src/triage/readContact'
import type { Contact } from '../../../../src/triage/readContact'
import { readAgainAsServed } from '../../../support/servedReader'

jest.setTimeout(600_000)

const rules = loadRules()
const readAgain = readAgainAsServed(rules)

const REQUESTS = [
  'Separately, could you send me the dates and prices of your training days for next year? Our team of twelve would come to Leeds or York, any week in March.',
  'We also raised £212 at the fair for you. Where do we send the money, and may we have a receipt for the parish accounts?',
  'I am writing a dissertation on this field and would like to interview one of your staff for half an hour in the spring; my supervisor has agreed.',
  'Our newspaper plans a feature about your work for Sunday, and I wonder whether somebody could speak to us on the record, with a photograph.',
  'Could the young people’s group come to our gallery in May? We have a coach, sandwiches and two workshops on printing for them.',
  'Please send forty leaflets to the side door, since the front is being painted, and tell me your hours at Christmas.',
]

async function readingOf(text: string) {
  const one: Contact = { channel: 'email', from: 'a@b.example', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text }
  return readAgain(one, readContact(rules, one))
}

const priorityOf = async (text: string) => (await readingOf(text)).priority

/** Before, behind, and in a paragraph of its own. */
const beside = (told: string): string[] => REQUESTS.flatMap((request) => [`${told} ${request}`, `${request} ${told}`, `${request}\n\n${told}`])

describe('any concern about a child comes before what the same letter asks for', () => {
  test.each([
    'A boy of 15 was just arrested and is in the cells at Hull.', 'She is 14 and her flight to Tirana is booked for tomorrow.',
    'Her removal directions are set for Thursday and she says she is 16.', 'He is 15 and is in Crown Court tomorrow.',
    'A girl of 13 has been missing since last night.', 'A man put a knife to his throat today; he is 14.',
    'There is a girl of 12 in reception now and she is bleeding.', 'The boy, 16, is on remand at Feltham.',
    'She overdosed an hour ago, she is 15.', 'Mae merch 13 oed wedi diflannu.', 'His boss came for him this morning, he is 15.',
    'She is 15 and still in the same flat with them.', 'They know which school his sister goes to; he is 14 and owes them.',
    'He is 14, at Stansted airport today with a woman he does not know.',
  ])('urgent by itself, urgent beside it: %s', async (told) => {
    expect(await priorityOf(told)).toBe('urgent')
    for (const text of beside(told)) expect(await priorityOf(text)).toBe('urgent')
  })

  test.each([
    'My neighbours keep a girl of 12 who is not theirs and does all the housework.', 'A child of 9 next door came from abroad and is never let out.',
    'We met a boy, about 14, who is locked in a car wash and sleeps there.', 'I know a girl, 12, who was brought here to marry.',
    'I am a bit worried about a lad in year 8 who is dropped off by different men.', 'A pupil of mine, 13, comes to school with two phones and new trainers.',
    'A lad of 16 here works in a nail bar until midnight and has never been paid.', 'She is 15 and says that she owes them for the journey.',
    'Our cleaner brings her niece, who is about ten, and the child does the work.',
    'The kids in our unit, one of them, 14, keeps going off with men in cars.',
  ])('high by itself, at least high beside it: %s', async (told) => {
    for (const text of [told, ...beside(told)]) expect(priorityRank(await priorityOf(text))).toBeLessThanOrEqual(priorityRank('high'))
  })
})

test.each([
  'who do i ring if a child is hiding in my van', 'What should I do if a child is with men who lock the door? Asking because it is happening at number 12.',
  'How do I help if a child is sleeping in the back of the nail bar? I saw a mattress.', 'What to do if a girl will be taken abroad tomorrow?',
  'What should I do if a child arrives off a lorry with nobody? There are four of them here at the services.',
])('how a member of the public asks about a child whom they see is no question about procedure: %s', async (text) => {
  expect(priorityRank(await priorityOf(text))).toBeLessThanOrEqual(priorityRank('high'))
})

test('a mood that is spoken of as withdrawn takes nothing back', async () => {
  expect(await priorityOf('A girl of 15 is missing since last night; she was withdrawn yesterday.')).toBe('urgent')
})

test.each([
  'Out of office hours referral: girl missing', 'Undeliverable: Referral', 'Automatic reply: help', 'Read receipt requested: urgent referral',
  'On annual leave from Monday until the 5th - please take over: girl 15 missing', 'Delivery failure of medication to trafficked child',
])('a subject that begins as a machine’s hides no child: %s', async (subject) => {
  const one: Contact = { channel: 'email', from: 'a@b.example', receivedAt: new Date('2026-11-24T10:00:00Z'), subject, text: 'A girl of 15 has been missing from placement since this morning. Please ring us.' }
  expect(await readAgain(one, readContact(rules, one))).toMatchObject({ priority: 'urgent', category: 'child_concern' })
})

test.each([
  'Invoice 22 is attached. The lad who cleans your yard, 13 at most, was locked in when I came.',
  'Hanh who turned 15 in May sleeps at the nail bar and is not allowed out.',
])('a concern about a child of which sentences alone tell is looked at as one of phrases: %s', async (text) => {
  expect(await readingOf(text)).toMatchObject({ priority: 'high' })
})

test('no list is the place of what phrases take for a concern about a child and sentences have a person look at', async () => {
  expect(await readingOf('We would like to donate. Our cleaner brings a girl who does all the work and does not go to school.')).toMatchObject({ priority: 'high', category: 'child_concern' })
})
