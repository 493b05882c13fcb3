import type { MessageReading } from './messageReading'
import type { NotRead, Question, SentAway } from './readingQuestion'

type Answered = (answer: MessageReading | NotRead | SentAway) => void

export interface Asked {
  readonly number: number
  readonly question: Question
  readonly answer: Answered
  /** Nobody waits for its answer here any more. */
  readonly isSentAway: boolean
}

/** What one process after another was asked and has not answered, in its order: the first is being read. */
export class AskedQuestions {
  private asked: Asked[] = []
  private questions = 0

  get length(): number {
    return this.asked.length
  }

  get first(): Asked | undefined {
    return this.asked[0]
  }

  /** Of the messages that somebody waits for here, in bytes. */
  get bytes(): number {
    return this.asked.reduce((sum, { question, isSentAway }) => sum + (isSentAway ? 0 : question.bytes.length), 0)
  }

  /** Whether a message waits behind the one that is being read. */
  get isKeepingWaiting(): boolean {
    return this.asked.some(({ isSentAway }, place) => place > 0 && !isSentAway)
  }

  add(question: Question, answer: Answered): Asked {
    const asked = { number: (this.questions += 1), question, answer, isSentAway: false }
    this.asked.push(asked)
    return asked
  }

  takeFirst(): Asked | undefined {
    return this.asked.shift()
  }

  takeAll(): readonly Asked[] {
    return this.asked.splice(0)
  }

  /** Those behind the first are answered so; the process comes to them all the same. */
  sendAwayWaiting(): void {
    const [first, ...waiting] = this.asked
    if (!first || !this.isKeepingWaiting) return
    this.asked = [first, ...waiting.map((asked) => ({ ...asked, answer: () => undefined, isSentAway: true }))]
    for (const { answer } of waiting) answer('sent_away')
  }

  /** @returns those that somebody waits for here: what is left */
  forgetSentAway(): readonly Asked[] {
    this.asked = this.asked.filter(({ isSentAway }) => !isSentAway)
    return this.asked
  }
}
