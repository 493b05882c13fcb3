import { pino } from 'pino'
import { StoreWatch } from '../../../../src/telephone/spool/storeWatch'

let answers: boolean
let asked: number
let now: number
const watch = (startsAway = false): StoreWatch => new StoreWatch({
  takesWrites: async () => {
    asked += 1
    return answers
  },
  now: () => new Date(now),
  log: pino({ enabled: false }),
  startsAway,
})
beforeEach(() => {
  answers = false
  asked = 0
  now = 1_000
})

describe('the watch on the store', () => {
  it('takes it for away from the first failure on, until it answers', async () => {
    const store = watch()
    store.doubt(new Error('away'))
    expect(await store.look()).toBe(false)
    now = 6_000
    expect([store.isAway, store.awayForMs()]).toEqual([true, 5_000])
    answers = true
    await store.look()
    expect([store.isAway, store.awayForMs()]).toEqual([false, 0])
  })

  it('forgives a failure as soon as the store answers the next question', async () => {
    answers = true
    const store = watch()
    store.doubt(new Error('failed once'))
    await store.look()
    expect(store.isAway).toBe(false)
  })

  it('takes slow answers for nothing until three in a row came to nothing', () => {
    const store = watch()
    for (let i = 0; i < 2; i += 1) store.slow(new Error('slow'))
    store.answered()
    now += 60_000
    for (let i = 0; i < 2; i += 1) store.slow(new Error('slow'))
    expect([store.isAway, asked]).toEqual([false, 0])
    store.slow(new Error('slow'))
    expect([store.isAway, asked]).toEqual([true, 1])
  })

  it('takes a store that answers anybody, however late, for busy, whoever waits in vain', () => {
    const store = watch()
    for (let i = 0; i < 20; i += 1) {
      now += 900
      store.answered()
      for (let j = 0; j < 5; j += 1) store.slow(new Error('slow'))
    }
    expect(store.isAway).toBe(false)
  })

  it('asks once for all who want to know, and not again for each that fails meanwhile', async () => {
    const store = watch()
    for (let i = 0; i < 10; i += 1) store.doubt(new Error('away'))
    await Promise.all([store.look(), store.look()])
    expect(asked).toBe(1)
  })

  it('of a process that has not reached its store yet begins with it away', () => {
    expect(watch(true).isAway).toBe(true)
  })
})
