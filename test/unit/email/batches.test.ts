import { reconnectDelay } from '../../../src/email/mailbox/backoff'
import { batchesOf } from '../../../src/email/ingest/batches'

const MB = 1024 * 1024
const message = (uid: number, size = 1_000) => ({ uid, size, receivedAt: new Date(0) })
const uidsOf = (batches: { uid: number }[][]) => batches.map((batch) => batch.map(({ uid }) => uid))

describe('batches of mail', () => {
  it('hold fifty messages at most', () => {
    const messages = Array.from({ length: 120 }, (_, n) => message(n))
    expect(batchesOf(messages, new Map()).map(({ length }) => length)).toEqual([50, 50, 20])
  })

  it('hold 16 MB at most, but for a larger message alone', () => {
    const messages = [message(1, 10 * MB), message(2, 5 * MB), message(3, 5 * MB), message(4, 40 * MB), message(5)]
    expect(uidsOf(batchesOf(messages, new Map()))).toEqual([[1, 2], [3], [4], [5]])
  })

  it('leave those that failed before for the end, each alone, the oftenest last', () => {
    expect(uidsOf(batchesOf([1, 2, 3, 4].map((uid) => message(uid)), new Map([[1, 2], [3, 1]])))).toEqual([[2, 4], [3], [1]])
  })
})

describe('the wait before the next connection', () => {
  it('doubles up to a minute, less up to half by chance', () => {
    expect([1, 2, 3, 7, 50].map((failures) => reconnectDelay(failures, 0))).toEqual([1_000, 2_000, 4_000, 60_000, 60_000])
    expect(reconnectDelay(3, 1)).toBe(2_000)
  })
})
