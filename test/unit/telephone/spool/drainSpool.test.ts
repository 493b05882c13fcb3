import { pino } from 'pino'
import { drainSpool, type DrainDeps } from '../../../../src/telephone/spool/drainSpool'
import type { SpooledEvent } from '../../../../src/telephone/spool/ports'
import { writeSpooled } from '../../../../src/telephone/spool/spooledEventCodec'
import { aSpool, CountingMeter, freshSpoolFolder, removeSpoolFolders, testSeal } from '../../../support/spoolFolder'

afterAll(removeSpoolFolders)

const seal = testSeal()
let dir: string
let applied: string[]
let meter: CountingMeter
let refuse: (event: SpooledEvent) => boolean
let isAway: boolean

const deps = (): DrainDeps => ({
  spool: aSpool(dir), seal, meter,
  apply: async (event) => {
    if (isAway || refuse(event)) throw new Error('refused')
    applied.push(`${event.callSid} ${event.event.kind === 'menu' ? event.event.digits : event.event.kind}`)
  },
  takesWrites: async () => !isAway,
  log: pino({ enabled: false }),
})

beforeEach(() => {
  dir = freshSpoolFolder()
  applied = []
  meter = new CountingMeter()
  refuse = () => false
  isAway = false
})

const menu = (callSid: string, digits: string): Buffer => writeSpooled(seal, {
  callSid, caller: { withheld: true }, at: new Date(0), event: { kind: 'menu', language: 'en', attempt: 1, digits },
})

async function spool(...records: Buffer[]): Promise<void> {
  const writer = aSpool(dir)
  for (const record of records) await writer.append(record)
}

describe('draining', () => {
  it('applies everything, the events of one call in their order, and leaves the spool empty', async () => {
    await spool(menu('CA1', '1'), menu('CA2', '1'), menu('CA1', '2'), menu('CA1', '3'), menu('CA2', '2'))
    expect(await drainSpool(deps())).toBe('drained')
    expect(applied.filter((one) => one.startsWith('CA1'))).toEqual(['CA1 1', 'CA1 2', 'CA1 3'])
    expect(applied.filter((one) => one.startsWith('CA2'))).toEqual(['CA2 1', 'CA2 2'])
    expect(meter.counts).toEqual({ drained: 5 })
    expect(await drainSpool(deps())).toBe('empty')
  })

  it('stops when the store goes away, keeps everything, and goes on when it is back', async () => {
    await spool(menu('CA1', '1'), menu('CA2', '1'))
    isAway = true
    expect(await drainSpool(deps())).toBe('store_away')
    expect(await aSpool(dir).inventory()).toMatchObject({ entries: 2, setAside: 0 })
    isAway = false
    // What the process took that stopped is left to it for a while: it is the one that goes on.
    const same = deps()
    isAway = true
    await spool(menu('CA3', '1'))
    await drainSpool(same)
    isAway = false
    expect(await drainSpool(same)).toBe('drained')
    expect(applied).toEqual(['CA3 1'])
  })

  it('sets aside what cannot be read or applied while the store is there, and lets the rest through', async () => {
    refuse = ({ callSid }) => callSid === 'CA-bad'
    await spool(menu('CA1', '1'), menu('CA-bad', '1'), Buffer.from('no sealed event'), menu('CA1', '2'))
    const draining = deps()
    expect(await drainSpool(draining)).toBe('drained')
    expect(applied).toEqual(['CA1 1', 'CA1 2'])
    expect(meter.counts).toEqual({ drained: 2, set_aside: 2 })
    expect(await draining.spool.inventory()).toEqual({ entries: 0, bytes: 0, setAside: 1 })
  })

  it('forgives an event that fails once', async () => {
    let failures = 0
    refuse = () => (failures += 1) === 1
    await spool(menu('CA1', '1'))
    await drainSpool(deps())
    expect([applied, meter.counts]).toEqual([['CA1 1'], { drained: 1 }])
  })
})
