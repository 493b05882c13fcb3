import pino from 'pino'
import { olderJudges } from '../../../src/triage/again/olderJudges'
import type { JudgesSeen, Rereading } from '../../../src/triage/again/ports'
import { runTriageAgain } from '../../../src/triage/again/triageAgainCommand'
import { watchRereading } from '../../../src/triage/again/watchRereading'

const seen: JudgesSeen = { rules: ['1.9.0', '1.10.0', '1.10.1', 'none', 'calls-1', 'calls-2'], notes: ['1.2.0', '1.10.0'], readers: ['2', '10'] }

describe('what was judged by others', () => {
  it('is older by its numbers; a person’s word and what is newer are not', () => {
    expect(olderJudges(seen, { rules: '1.10.0', reader: '10' })).toEqual({ rules: ['1.9.0', 'calls-1'], notes: ['1.2.0'], readers: ['2'] })
    expect(olderJudges({ ...seen, readers: ['10', '10 by words', '2 by words', '11 by words'] }, { rules: '1.10.0', reader: '10' }).readers).toEqual(['10 by words', '2 by words'])
    expect(olderJudges({ ...seen, readers: ['10', '2', '10 by words'] }, { rules: '1.10.0', reader: '10 by words' }).readers).toEqual(['2'])
    for (const reader of ['10', '10 by words']) expect(olderJudges({ ...seen, readers: ['rules alone'] }, { rules: '1.10.0', reader }).readers).toEqual(['rules alone'])
    expect(olderJudges({ ...seen, readers: ['rules alone'] }, { rules: '1.10.0' }).readers).toEqual([])
    expect(olderJudges(seen, { rules: '0.1.0' })).toEqual({ rules: ['calls-1'], notes: [], readers: [] })
  })
})

describe('the command that has enquiries read again', () => {
  const run = async (...argv: string[]) => {
    const marked: JudgesSeen[] = []
    const rereading: Rereading = {
      judges: async () => seen, count: async () => 3, waiting: async () => 1,
      async* mark(judges) {
        marked.push(judges)
        yield 2
      },
    }
    let said = ''
    const stdout = { write: (text: string) => { said += text; return true } } as unknown as NodeJS.WritableStream
    return { code: await runTriageAgain({ rereading, inForce: { rules: '1.10.0', reader: '10' } }, argv, stdout), said, marked }
  }

  it('says by what, how many there are, and how many it marked', async () => {
    const { code, said, marked } = await run()
    expect([code, marked.length]).toEqual([0, 1])
    expect(said).toContain('Rules 1.10.0, second reader 10: 3 open enquiries were judged by older ones; 1 wait to be read again.')
    expect(said).toContain('2 more are to be read again.')
  })

  it('counts and changes nothing in a dry run, and explains itself when it is not understood', async () => {
    const dry = await run('--dry-run')
    expect([dry.code, dry.marked, dry.said.includes('3 open enquiries')]).toEqual([0, [], true])
    const lost = await run('--all')
    expect([lost.code, lost.marked, lost.said.startsWith('Usage:')]).toEqual([2, [], true])
  })
})

describe('reading again', () => {
  const log = pino({ level: 'silent' })

  it('stops while anything new waits to be read, and goes on afterwards', async () => {
    // Something new comes in behind the second, and is gone at the fourth look.
    const isNew = [false, false, true, true, false, false, false]
    const order: string[] = []
    let looks = 0
    let allRead = (): void => undefined
    const untilAllRead = new Promise<void>((resolve) => { allRead = resolve })
    const isAnythingDue = async (): Promise<boolean> => {
      const isDue = isNew[looks] ?? false
      looks += 1
      order.push(isDue ? 'new' : 'look')
      return isDue
    }
    const readNext = async (): Promise<boolean> => {
      const isLeft = order.filter((one) => one === 'read').length < 4
      if (!isLeft) allRead()
      order.push(isLeft ? 'read' : 'none')
      return isLeft
    }
    const watching = watchRereading({ isAnythingDue, readNext, log }, 5)
    await untilAllRead
    await watching.stop()
    expect(order.slice(0, 10)).toEqual(['look', 'read', 'look', 'read', 'new', 'new', 'look', 'read', 'look', 'read'])
  })

  it('begins no further one once it is to stop, and outlives one that fails', async () => {
    let count = 0
    let thirdRead = (): void => undefined
    const untilThird = new Promise<void>((resolve) => { thirdRead = resolve })
    const readNext = async (): Promise<boolean> => {
      count += 1
      await new Promise((resolve) => setImmediate(resolve))
      if (count === 1) throw new Error('away')
      if (count === 3) thirdRead()
      return true
    }
    const watching = watchRereading({ isAnythingDue: async () => false, log, readNext }, 1)
    await untilThird
    await watching.stop()
    const ended = count
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect([ended > 2, count]).toEqual([true, ended])
  })
})
