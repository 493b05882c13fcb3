interface Module {
  lookAgain(look: () => Promise<void>, leastMs: number): (delay?: number) => void
}
const { lookAgain } = require('../../../src/desk/assets/lookAgain.js') as Module

/** Milliseconds since the beginning at which it looked. */
function aLook(takesMs = 0) {
  const looks: number[] = []
  const start = Date.now()
  const look = async () => {
    looks.push(Date.now() - start)
    await new Promise((resolve) => void setTimeout(resolve, takesMs))
  }
  return { looks, ask: lookAgain(look, 400) }
}

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

describe('a page that looks again', () => {
  it('looks at once, and again and again however closely the changes come', async () => {
    const { looks, ask } = aLook()
    for (let ms = 0; ms < 2_000; ms += 100) {
      ask()
      await jest.advanceTimersByTimeAsync(100)
    }
    expect(looks).toEqual([0, 400, 800, 1_200, 1_600, 2_000])
  })

  it('looks once more after a look that was under way when it was asked', async () => {
    const { looks, ask } = aLook(1_000)
    ask()
    await jest.advanceTimersByTimeAsync(500)
    ask()
    await jest.advanceTimersByTimeAsync(5_000)
    expect(looks).toHaveLength(2)
    expect(looks[1]).toBeGreaterThanOrEqual(1_000)
  })

  it('looks sooner when it is asked to, and later when nothing asks', async () => {
    const { looks, ask } = aLook()
    ask(10_000)
    await jest.advanceTimersByTimeAsync(3_000)
    ask()
    await jest.advanceTimersByTimeAsync(20_000)
    expect(looks).toEqual([3_000])
  })
})
