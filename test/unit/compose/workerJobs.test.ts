import { createConnection, mongo } from 'mongoose'
import { pino } from 'pino'
import { parseSettings } from '../../../config/env'
import type { Store } from '../../../src/compose/openStore'
import { workerJobs } from '../../../src/compose/workerJobs'
import { Metrics } from '../../../src/operations/metrics'
import { intakeModel } from '../../../src/store/intakeModel'
import { TEST_SETTINGS } from '../../support/settings'

/** The workers' jobs on steps of which none is due. Reading an enquiry goes on until it is told to end. */
function room() {
  const parsed = parseSettings(TEST_SETTINGS)
  if (!parsed.ok) throw new Error(parsed.problems.join())
  const begun: string[] = []
  let end = (): void => undefined
  const reads = new Promise<void>((resolve) => { end = resolve })
  const steps = {
    claim: async (step: string) => {
      begun.push(step)
      if (step === 'triage') await reads
    },
    claimWith: async (step: string) => void begun.push(step),
  }
  // It is never asked for anything.
  const connection = Object.assign(createConnection(), { db: new mongo.MongoClient('mongodb://127.0.0.1').db('none') })
  const store = { connection, steps, sealer: {}, tasks: {}, intakes: intakeModel(connection) } as unknown as Store
  const { jobs } = workerJobs(parsed.settings, store, { readers: () => { throw new Error('Nothing is read.') }, mailers: { toEnquirers: {}, toStaff: {} } as never, metrics: new Metrics(), log: pino({ enabled: false }) })
  return { jobs, begun, end: () => end(), close: async () => connection.close() }
}

const turns = async (): Promise<void> => {
  for (let nth = 0; nth < 5; nth += 1) await new Promise((resolve) => void setImmediate(resolve))
}

// No moment passes but those that a test lets pass.
beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }))
afterEach(() => jest.useRealTimers())

describe.each(['escalate', 'escalateSecond', 'link'] as const)('while an enquiry is read, of the jobs: %s', (work) => {
  it('waits until it is read', async () => {
    const { jobs, begun, end, close } = room()
    const read = jobs.triage('one')
    const waited = jobs[work]('other')
    await turns()
    expect(begun).toEqual(['triage'])
    end()
    await Promise.all([read, waited])
    expect(begun).toEqual(['triage', work])
    await close()
  })

  it('waits a quarter of a second at most', async () => {
    const { jobs, begun, end, close } = room()
    const read = jobs.triage('one')
    const waited = jobs[work]('other')
    jest.advanceTimersByTime(249)
    await turns()
    expect(begun).toEqual(['triage'])
    jest.advanceTimersByTime(1)
    await waited
    expect(begun).toEqual(['triage', work])
    end()
    await read
    await close()
  })
})

it('what wakes and rings people waits for no reading', async () => {
  const { jobs, begun, end, close } = room()
  const read = jobs.triage('one')
  await Promise.all([jobs.wakeSomebody('other'), jobs.ringStaff('other'), jobs.escalateCallback('other')])
  expect(begun.toSorted()).toEqual(['escalateCallback', 'ringStaff', 'triage', 'wakeSomebody'])
  end()
  await read
  await close()
})
