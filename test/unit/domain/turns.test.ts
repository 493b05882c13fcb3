import { counting, oneAtATime, Turns } from '../../../src/domain/turns'

test('work is done one piece after the other, in the order in which it was asked for, whatever fails; of those that are counted it can be asked how many wait', async () => {
  const gates: (() => void)[] = []
  const begun: number[] = []
  const work = counting(oneAtATime(async (piece: number) => {
    begun.push(piece)
    await new Promise<void>((resolve) => gates.push(resolve))
    if (piece === 1) throw new Error('The first one fails.')
    return piece
  }))
  const asked = [1, 2, 3].map(async (piece) => work(piece).catch(() => 'failed'))
  for (const left of [3, 2, 1]) {
    while (gates.length === 0) await new Promise((resolve) => setImmediate(resolve))
    expect([begun.length, work.underWay()]).toEqual([4 - left, left])
    gates.shift()?.()
    await asked[3 - left]
  }
  expect([await Promise.all(asked), begun, work.underWay()]).toEqual([['failed', 2, 3], [1, 2, 3], 0])
})

test('so many pieces of work are done at a time, and as one ends, even by failing, the one that waits longest is begun', async () => {
  const ends: (() => void)[] = []
  const begun: number[] = []
  const turns = new Turns(2)
  const asked = [1, 2, 3, 4].map(async (piece) => turns.take(async () => {
    begun.push(piece)
    await new Promise<void>((resolve, reject) => ends.push(piece === 1 ? () => reject(new Error('The first one fails.')) : resolve))
  }).catch(() => undefined))
  expect(begun).toEqual([1, 2])
  ends[0]?.()
  await asked[0]
  expect(begun).toEqual([1, 2, 3])
  ends[1]?.()
  await asked[1]
  expect(begun).toEqual([1, 2, 3, 4])
  for (const end of ends.slice(2)) end()
  await Promise.all(asked)
})
