import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { priorityRank } from '../../src/domain/priority'
import type { Priority } from '../../src/domain/priority'
import type { Reading } from '../../src/domain/triage'
import { readContact } from '../../src/triage/readContact'
import type { Contact } from '../../src/triage/readContact'
import { leaveAsRead, type ReadAgain } from '../../src/triage/secondReader/readAgain'
import type { Rules } from '../../src/triage/rules/rules'

/** One labelled, invented message of the practice set. */
export interface PracticeItem {
  readonly id: string
  readonly line: number
  readonly channel: 'email' | 'voicemail' | 'callnote'
  readonly received: string
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly expect: {
    readonly priority: Priority
    readonly acceptable: readonly Priority[]
    readonly category: string
    readonly indicators: readonly string[]
    readonly mustNot: readonly string[]
    readonly signals: Readonly<Record<string, boolean>>
    readonly nation: string
  }
}

/** A measure as a fraction, with the ids that fell short. */
export interface Measure {
  readonly hit: number
  readonly of: number
  readonly misses: readonly string[]
}

export interface Score {
  readonly urgentRecall: Measure
  /** Urgent messages that are high at least: what is missed of them has a person look at once. */
  readonly urgentSeen: Measure
  readonly falseUrgent: Measure
  readonly underTriage: Measure
  readonly category: Measure
  readonly indicatorRecall: Measure
  readonly mustNot: Measure
  readonly signalsWrong: Measure
  readonly nation: Measure
  readonly priority: Measure
}

const FIXTURES = join(__dirname, '../fixtures/triage')
const LEARNED = join(__dirname, '../../config/triage/secondReader/learned')

const readItems = (file: string): PracticeItem[] =>
  readFileSync(file, 'utf8').trim().split('\n').map((line, index) => ({ ...(JSON.parse(line) as Omit<PracticeItem, 'line'>), line: index + 1 }))

export const readPractice = (): PracticeItem[] => readItems(join(FIXTURES, 'practice.jsonl'))

/** Messages by people who had not seen the rules; `untouched` is scored and never read, no reader learns from `development`. */
export function readByOtherHands(part: 'learning' | 'development' | 'untouched'): PracticeItem[] {
  const folder = part === 'learning' ? LEARNED : join(FIXTURES, 'byOtherHands', part)
  return readdirSync(folder).toSorted().flatMap((file) => readItems(join(folder, file)))
}

/** Every third line is laid aside: the rules are not tuned on it. */
export const isLaidAside = (item: PracticeItem): boolean => item.line % 3 === 0

export const contactOf = ({ channel, received, from, subject, text }: PracticeItem): Contact =>
  ({ channel, receivedAt: new Date(received), from, subject, text })

/** What somebody, or the program, made of a message. */
type Answer = Pick<Reading, 'priority' | 'category' | 'nation'> & Readonly<{ indicators: readonly { readonly code: string }[]; signals: object }>
type Answered = readonly [PracticeItem, Answer]

interface SecondLabels extends Pick<Reading, 'priority' | 'category' | 'nation'> {
  readonly id: string
  readonly indicators: readonly string[]
  readonly signals: readonly string[]
}

/** What a second careful person made of messages whose labels they had not seen: byOtherHands/README.md. */
const readSecondHand = (): Map<string, Answer> => new Map(readFileSync(join(FIXTURES, 'byOtherHands/secondHand.jsonl'), 'utf8').trim().split('\n')
  .map((line): SecondLabels => JSON.parse(line) as SecondLabels)
  .map(({ id, indicators, signals, ...labels }) => [id, {
    ...labels, indicators: indicators.map((code) => ({ code })), signals: Object.fromEntries(signals.map((signal) => [signal, true])),
  }]))

const measure = (answers: readonly Answered[], isHit: (answer: Answered) => boolean): Measure => ({
  hit: answers.filter(isHit).length,
  of: answers.length,
  misses: answers.filter((answer) => !isHit(answer)).map(([{ id }, { priority }]) => `${id}:${priority}`),
})

/** Counts single codes or signals over all items; `wrong` names those of one item that fall short. */
function measureEach(answers: readonly Answered[], all: (answer: Answered) => number, wrong: (answer: Answered) => string[]): Measure {
  const misses = answers.flatMap((answer) => wrong(answer).map((name) => `${answer[0].id}:${name}`))
  const of = answers.reduce((sum, answer) => sum + all(answer), 0)
  return { hit: of - misses.length, of, misses }
}

const codesOf = (reading: Answer): string[] => reading.indicators.map(({ code }) => code)
const acceptable = ({ expect }: PracticeItem): readonly Priority[] => [expect.priority, ...expect.acceptable]

export async function scoreTriage(rules: Rules, items: readonly PracticeItem[], readAgain: ReadAgain = leaveAsRead): Promise<Score> {
  const answers: Answered[] = []
  for (const item of items) answers.push([item, await readAgain(contactOf(item), readContact(rules, contactOf(item)))])
  return scoreAnswers(answers)
}

/** How well a second careful person does on those that they were given. */
export function scoreSecondHand(items: readonly PracticeItem[]): Score {
  const answers = readSecondHand()
  return scoreAnswers(items.flatMap((item) => {
    const answer = answers.get(item.id)
    return answer ? [[item, answer] as const] : []
  }))
}

function scoreAnswers(answers: readonly Answered[]): Score {
  const quiet = answers.filter(([item]) =>
    ['standard', 'low'].includes(item.expect.priority) && !item.expect.acceptable.includes('urgent'))
  const urgent = answers.filter(([{ expect }]) => expect.priority === 'urgent')
  return {
    urgentRecall: measure(urgent, ([, { priority }]) => priority === 'urgent'),
    urgentSeen: measure(urgent, ([, { priority }]) => priority === 'urgent' || priority === 'high'),
    falseUrgent: measure(quiet, ([, { priority }]) => priority !== 'urgent'),
    underTriage: measure(answers, ([item, { priority }]) =>
      priorityRank(priority) <= priorityRank(item.expect.priority) || acceptable(item).includes(priority)),
    category: measure(answers, ([{ expect }, { category }]) => expect.category === category),
    indicatorRecall: measureEach(answers, ([{ expect }]) => expect.indicators.length, ([{ expect }, reading]) =>
      expect.indicators.filter((code) => !codesOf(reading).includes(code))),
    mustNot: measureEach(answers, ([{ expect }]) => expect.mustNot.length, ([{ expect }, reading]) =>
      expect.mustNot.filter((code) => codesOf(reading).includes(code))),
    signalsWrong: measureEach(answers, ([{ expect }]) => Object.keys(expect.signals).length, ([{ expect }, reading]) =>
      Object.entries(expect.signals).filter(([name, value]) => (name in reading.signals) !== value).map(([name, value]) => `${value ? 'no ' : ''}${name}`)),
    nation: measure(answers, ([{ expect }, { nation }]) => expect.nation === nation),
    priority: measure(answers, ([item, { priority }]) => acceptable(item).includes(priority)),
  }
}
