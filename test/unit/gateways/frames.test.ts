import fc from 'fast-check'
import { frame, readFrames } from '../../../src/gateways/spool/frames'

const records = ['first', 'second', 'third'].map((text) => Buffer.from(text))
const segment = Buffer.concat(records.map(frame))

describe('a segment', () => {
  it('reads back as the records that were put in, whatever is in them', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (written) => {
      const bytes = written.map((one) => Buffer.from(one))
      expect(readFrames(Buffer.concat(bytes.map(frame)))).toEqual({ records: bytes, damagedBytes: 0 })
    }))
  })

  it('cut short at any byte, as a crash leaves it, has every record that was whole, and counts as undamaged', () => {
    const ends = [frame(records[0]!).length, frame(records[0]!).length + frame(records[1]!).length]
    for (let length = 0; length < segment.length; length += 1) {
      const whole = ends.filter((end) => end <= length).length
      expect(readFrames(segment.subarray(0, length))).toEqual({ records: records.slice(0, whole), damagedBytes: 0 })
    }
  })

  it('with any byte changed loses no record but the one that it is in', () => {
    for (let at = 0; at < segment.length; at += 1) {
      const damaged = Buffer.from(segment)
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0xff, at)
      const { records: left, damagedBytes } = readFrames(damaged)
      expect(left).toHaveLength(2)
      expect(damagedBytes > 0).toBe(!left.includes(records[0]!) && left.at(-1)!.equals(records[2]!))
    }
  })
})
