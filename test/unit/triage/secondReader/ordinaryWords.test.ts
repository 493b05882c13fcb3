import { contactOf, readByOtherHands, readPractice, scoreTriage } from '../../../bench/triageScoring'
import type { PracticeItem } from '../../../bench/triageScoring'
import { isLowered } from '../../../../src/domain/priority'
import { loadRules } from '../../../../src/triage/loadRules'
import { readContact } from '../../../../src/triage/readContact'
import type { ReadAgain } from '../../../../src/triage/secondReader/readAgain'
import { readAgainAsServed } from '../../../support/servedReader'

// Work for the processor alone, which others may have: nothing here waits for anything.
jest.setTimeout(600_000)

const rules = loadRules()
const readAgain = readOnce(readAgainAsServed(rules))
const practice = readPractice()

/** No message twice: what is put around the urgent ones is among what is put around all of them. */
function readOnce(read: ReadAgain): ReadAgain {
  const known = new Map<string, ReturnType<ReadAgain>>()
  return async (contact, first) => {
    const key = JSON.stringify(contact)
    const reading = known.get(key) ?? read(contact, first)
    known.set(key, reading)
    return reading
  }
}

const bothRead = async (item: PracticeItem) => readAgain(contactOf(item), readContact(rules, contactOf(item)))
/** One in so many of the learned messages: each is read fifteen times. */
const EVERY = 64

const ORDINARY = [
  'Hope you are well and had a good weekend.', 'Thank you for your time, and for all that you do.', 'Our office has moved to the second floor; the number is the same.',
  'I am in meetings until four and will pick up my mail after that.', 'Apologies for the formatting, I am writing this on my phone.',
  'Please let me know if you need anything else from our side, such as forms or a letter.', 'The weather has been dreadful here, as I expect it has with you.',
]
const withOrdinary = ({ text }: PracticeItem): string[] => ORDINARY.flatMap((words) => [`${words}\n\n${text}`, `${text}\n\n${words}`])

test('ordinary words before, or after, an urgent message of the practice set never lower it', async () => {
  const around = practice.filter(({ expect: { priority } }) => priority === 'urgent').flatMap((item) => withOrdinary(item).map((text) => ({ ...item, text })))
  expect((await scoreTriage(rules, around, readAgain)).urgentRecall.misses).toEqual([])
})

/**
 * In one paragraph the language model hears all of it together, and reads it anew for each of the ordinary sentences: every other
 * one stands before the message, the rest after it, and with the next message the other way round.
 */
const inOneBreath = ({ text }: PracticeItem, place: number): string[] =>
  ORDINARY.map((words, at) => ((at + place) % 2 === 0 ? `${words} ${text}` : `${text} ${words}`))

test('ordinary words in one breath with an urgent message of the practice set leave it urgent, or high, which is read at once', async () => {
  const around = practice.filter(({ expect: { priority } }) => priority === 'urgent').flatMap((item, place) => inOneBreath(item, place).map((text) => ({ ...item, text })))
  const { urgentRecall: { hit, of, misses } } = await scoreTriage(rules, around, readAgain)
  expect(misses.filter((one) => !one.endsWith(':high'))).toEqual([])
  expect(hit / of).toBeGreaterThanOrEqual(0.99)
})

test('ordinary words around any message lower one in a hundred at most, and an urgent one no further than to what is read at once', async () => {
  const some = [...practice, ...readByOtherHands('learning').filter((_, place) => place % EVERY === 0)]
  const lowered: string[] = []
  for (const item of some) {
    const before = (await bothRead(item)).priority
    // Nothing is lower.
    if (before === 'low') continue
    for (const text of withOrdinary(item)) {
      const after = (await bothRead({ ...item, text })).priority
      if (isLowered(before, after)) lowered.push(`${item.id}: ${before} to ${after}`)
    }
  }
  expect(lowered.length).toBeLessThanOrEqual(some.length * ORDINARY.length * 2 / 100)
  expect(lowered.filter((one) => !/urgent to high|standard to low/.test(one))).toEqual([])
})
