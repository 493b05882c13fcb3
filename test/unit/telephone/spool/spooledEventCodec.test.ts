import { readSpooled, writeSpooled } from '../../../../src/telephone/spool/spooledEventCodec'
import { KeyRing } from '../../../../src/store/keyRing'
import { RingSpoolSeal } from '../../../../src/store/spoolSeal'
import { testSeal } from '../../../support/spoolFolder'
import { EVENTS } from './events'

const seal = testSeal()
const kept = { callSid: 'CA1', caller: { from: '+442079460123', withheld: false }, at: new Date('2026-03-02T10:00:00Z') }

describe('an event on disk', () => {
  it.each(EVENTS.map((event) => [event.kind, event] as const))('of kind %s reads back as it was, and shows nothing of the caller', (_kind, event) => {
    const record = writeSpooled(seal, { ...kept, event })
    expect(readSpooled(seal, record)).toEqual({ ...kept, event })
    expect(record.toString('latin1')).not.toMatch(/9460123|7700900123/)
  })

  it('of a withheld number reads back without one', () => {
    const withheld = { ...kept, caller: { withheld: true }, event: { kind: 'voice' as const } }
    expect(readSpooled(seal, writeSpooled(seal, withheld))).toEqual(withheld)
  })

  it('sealed with an older key of the ring is read; with one that is gone, or altered, it is not', () => {
    const record = writeSpooled(seal, { ...kept, event: { kind: 'voice' } })
    const old = { id: 'test', key: Buffer.alloc(32, 5) }
    const rotated = new RingSpoolSeal(new KeyRing([{ id: 'new', key: Buffer.alloc(32, 6) }, old]))
    expect(readSpooled(rotated, record).callSid).toBe('CA1')
    expect(() => readSpooled(new RingSpoolSeal(new KeyRing([{ id: 'new', key: Buffer.alloc(32, 6) }])), record)).toThrow('not in DATA_KEYS')
    const altered = Buffer.from(record)
    altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1)
    expect(() => readSpooled(seal, altered)).toThrow(/auth/)
  })

  it.each([
    ['no JSON', 'x', 'not valid JSON'], ['no event', '{"v":1,"callSid":"CA1","caller":{"withheld":true},"at":"2026-03-02T10:00:00Z"}', 'no event'],
    ['an unknown kind', '{"v":1,"callSid":"CA1","caller":{"withheld":true},"at":"2026-03-02T10:00:00Z","event":{"kind":"toString"}}', 'no event'],
    ['a form of later', '{"v":2,"callSid":"CA1","caller":{"withheld":true},"at":"2026-03-02T10:00:00Z","event":{"kind":"voice"}}', 'expected 1'],
  ])('that is %s is refused', (_title, plain, reason) => {
    expect(() => readSpooled(seal, seal.seal(plain))).toThrow(reason)
  })
})
