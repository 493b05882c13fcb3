import { KeepingAhead } from '../../../src/email/ingest/keepingAhead'
import type { SafeMessage } from '../../../src/email/keptMailPorts'
import type { MessageSummary } from '../../../src/email/mailboxPorts'

const MB = 1024 * 1024
const NOTHING: readonly SafeMessage[] = []

async function* batchesOf(count: number, size = 1_000): AsyncGenerator<MessageSummary[]> {
  for (let uid = 0; uid < count; uid += 1) yield [{ uid, size, receivedAt: new Date(0) }]
}

const soon = async (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** Notes which batches were begun, by the UID of their first message; those named are not done before they are let. */
function aKeeper({ fails, holds }: { fails?: number; holds?: number } = {}) {
  const begun: number[] = []
  let letGo = (): void => undefined
  const held = new Promise<void>((resolve) => { letGo = resolve })
  const keep = async ([first]: readonly MessageSummary[]): Promise<readonly SafeMessage[]> => {
    begun.push(first?.uid ?? -1)
    if (first?.uid === holds) await held
    if (first?.uid === fails) throw new Error('refused')
    return NOTHING
  }
  return { begun, keep, letGo }
}

async function allOf(ahead: KeepingAhead): Promise<number> {
  let count = 0
  for await (const _ of ahead.inTurn()) count += 1
  return count
}

describe('batches made safe ahead of their enquiries', () => {
  it('are four at most beside the one in hand', async () => {
    const { begun, keep } = aKeeper()
    const inTurn = new KeepingAhead(batchesOf(10), keep, () => false).inTurn()
    await inTurn.next()
    await soon()
    expect(begun).toEqual([0, 1, 2, 3, 4])
    await inTurn.next()
    await soon()
    expect(begun).toEqual([0, 1, 2, 3, 4, 5])
    await inTurn.return(undefined)
  })

  it('are fewer where they are large: together with the one in hand 16 MB, or one alone', async () => {
    const { begun, keep } = aKeeper()
    const inTurn = new KeepingAhead(batchesOf(10, 6 * MB), keep, () => false).inTurn()
    await inTurn.next()
    await soon()
    expect(begun).toEqual([0, 1])
    await inTurn.return(undefined)
    expect(await allOf(new KeepingAhead(batchesOf(3, 40 * MB), aKeeper().keep, () => false))).toBe(3)
  })

  it('are begun one after the other, so that a lost connection is put down to one', async () => {
    const { begun, keep, letGo } = aKeeper({ holds: 1 })
    const inTurn = new KeepingAhead(batchesOf(10), keep, () => false).inTurn()
    await inTurn.next()
    await soon()
    expect(begun).toEqual([0, 1])
    letGo()
    await inTurn.return(undefined)
  })

  it('are not begun behind one that failed, which is told when its turn comes', async () => {
    const { begun, keep } = aKeeper({ fails: 2 })
    const taken: number[] = []
    const all = (async () => { for await (const _ of new KeepingAhead(batchesOf(10), keep, () => false).inTurn()) taken.push(taken.length) })()
    await expect(all).rejects.toThrow('refused')
    expect([taken, begun]).toEqual([[0, 1], [0, 1, 2]])
  })

  it('are waited for before the inbox is let go', async () => {
    const { keep, letGo } = aKeeper({ holds: 1 })
    const inTurn = new KeepingAhead(batchesOf(10), keep, () => false).inTurn()
    await inTurn.next()
    let isLetGo = false
    const end = inTurn.return(undefined).finally(() => { isLetGo = true })
    await soon()
    expect(isLetGo).toBe(false)
    letGo()
    await end
    expect(isLetGo).toBe(true)
  })

  it('are dealt with to the end when no more may be begun', async () => {
    const { begun, keep } = aKeeper()
    const ahead = new KeepingAhead(batchesOf(10), keep, () => begun.length === 3)
    expect(await allOf(ahead)).toBe(3)
    expect(begun).toEqual([0, 1, 2])
  })

  it('are dealt with to the end when the next cannot be told, and then that is', async () => {
    const taken: number[] = []
    const all = (async () => { for await (const _ of new KeepingAhead(failingAfter(3), aKeeper().keep, () => false).inTurn()) taken.push(taken.length) })()
    await expect(all).rejects.toThrow('not described')
    expect(taken).toEqual([0, 1, 2])
  })
})

async function* failingAfter(count: number): AsyncGenerator<MessageSummary[]> {
  yield* batchesOf(count)
  throw new Error('not described')
}
