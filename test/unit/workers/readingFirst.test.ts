import { ReadingFirst } from '../../../workers/readingFirst'

const HOURS = 10_000_000

/** Work that ends when it is told to, and a list of what was done in turn. */
function room(mostMs = HOURS) {
  const done: string[] = []
  const order = new ReadingFirst(mostMs)
  const ends: ((how?: Error) => void)[] = []
  const read = order.first(async (name: string) => {
    await new Promise<void>((resolve, reject) => ends.push((how) => (how ? reject(how) : resolve())))
    done.push(name)
  })
  const tell = order.afterwards(async (name: string) => void done.push(name))
  return { done, read, tell, end: (how?: Error) => ends.shift()?.(how) }
}

const turns = async (): Promise<void> => {
  for (let nth = 0; nth < 5; nth += 1) await new Promise((resolve) => void setImmediate(resolve))
}

describe('enquiries are read first', () => {
  it('does what can wait at once where nothing is being read', async () => {
    const { done, tell } = room()
    await tell('told')
    expect(done).toEqual(['told'])
  })

  it('lets what can wait, wait until the last reading has ended', async () => {
    const { done, read, tell, end } = room()
    const readings = [read('one'), read('other')]
    const told = tell('told')
    end()
    await turns()
    expect(done).toEqual(['one'])
    end()
    await Promise.all([...readings, told])
    expect(done).toEqual(['one', 'other', 'told'])
  })

  it('gives what was read to somebody before anything that can wait', async () => {
    const { done, read, tell, end } = room()
    const reading = read('read').then(async () => read('given to somebody'))
    const telling = tell('told')
    end()
    await turns()
    end()
    await Promise.all([reading, telling])
    expect(done).toEqual(['read', 'given to somebody', 'told'])
  })

  it('lets nothing wait any more once readings have gone on for so long without a pause, so that all is done under any load', async () => {
    const { done, read, tell, end } = room(20)
    const readings = [read('one')]
    const told = tell('waited')
    readings.push(read('other'))
    end()
    await told
    expect(done).toEqual(['one', 'waited'])
    await tell('other')
    expect(done).toEqual(['one', 'waited', 'other'])
    end()
    await Promise.all(readings)
  })

  it('goes on after a reading that failed', async () => {
    const { done, read, tell, end } = room()
    const reading = read('read').catch(() => done.push('failed'))
    const told = tell('told')
    end(new Error('no store'))
    await Promise.all([reading, told])
    expect(done).toEqual(['failed', 'told'])
  })
})
