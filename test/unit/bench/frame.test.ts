import { inTurns } from '../../bench/frame/pairs'
import { asTable } from '../../bench/frame/report'
import { readArguments } from '../../bench/frame/sizes'
import { median, percentile } from '../../bench/frame/statistics'

describe('the frame of the benchmarks', () => {
  it('takes medians and percentiles as people expect them', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), percentile([5, 1, 4, 2, 3], 0.95), percentile([1, 2], 0.5)]).toEqual([2, 2.5, 5, 1])
  })

  it('compares each round with its own neighbour, so that a machine that slows down slows both', async () => {
    const order: string[] = []
    let slow = 1
    const side = (name: string, perSecond: number) => async () => {
      order.push(name)
      slow *= 0.99
      return { 'per second': perSecond * slow, 'p95 ms': 10 / slow }
    }
    const result = await inTurns(
      { ours: side('ours', 90), bare: side('bare', 100) },
      { rounds: 2, targets: [{ figure: 'per second', better: 'throughput', atLeast: 0.8 }, { figure: 'p95 ms', better: 'time', atLeast: 0.99 }] },
    )
    expect(order).toEqual(['ours', 'bare', 'ours', 'bare', 'bare', 'ours'])
    expect(result.rows[0]?.ratio).toBeCloseTo(0.9, 1)
    expect(result.met).toBe(true)
    expect(asTable('x', result)).toContain('>= 0.8')
  })

  it('says so when a target was missed', async () => {
    const side = (perSecond: number) => async () => ({ 'per second': perSecond })
    const result = await inTurns({ ours: side(70), bare: side(100) }, { rounds: 3, targets: [{ figure: 'per second', better: 'throughput', atLeast: 0.8 }] })
    expect(result.met).toBe(false)
    expect(asTable('x', result)).toContain('MISSED')
  })

  it('takes a name and sizes, and refuses a size that is none', () => {
    expect(readArguments(['pipeline', '--seconds', '10', '--waiting', '500'])).toEqual({ name: 'pipeline', sizes: { seconds: 10, waiting: 500 } })
    expect(readArguments([])).toEqual({ sizes: {} })
    expect(() => readArguments(['--seconds', 'ten'])).toThrow('--seconds has to be a whole number, not ten.')
    expect(() => readArguments(['pipeline', '--second', '10'])).toThrow('Unknown option')
  })
})
