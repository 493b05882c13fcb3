import { crc32 } from 'node:zlib'

/** Begins every record, so that reading can go on behind a damaged one. */
const MARK = Buffer.from('ALc1', 'latin1')
/** Mark, length of the record, CRC-32 of the record. */
const HEAD_BYTES = 12
/** A webhook's event is a few hundred bytes: a length beyond this is no length. */
const LONGEST_BYTES = 1024 * 1024

/** A record as it lies in a segment. */
export function frame(record: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  MARK.copy(head)
  head.writeUInt32LE(record.length, 4)
  head.writeUInt32LE(crc32(record), 8)
  return Buffer.concat([head, record])
}

export interface Frames {
  readonly records: readonly Buffer[]
  /** Bytes before the last whole record that belong to none. A last record cut short by a crash is not among them. */
  readonly damagedBytes: number
}

/** The whole records of a segment. What follows the last of them was being written at a crash, and never vouched for. */
export function readFrames(segment: Buffer): Frames {
  const records: Buffer[] = []
  let damagedBytes = 0
  for (let at = 0; at < segment.length; ) {
    const record = recordAt(segment, at)
    if (record) {
      records.push(record)
      at += HEAD_BYTES + record.length
      continue
    }
    const next = nextWhole(segment, at + 1)
    if (next === undefined) break
    damagedBytes += next - at
    at = next
  }
  return { records, damagedBytes }
}

function recordAt(segment: Buffer, at: number): Buffer | undefined {
  if (at + HEAD_BYTES > segment.length || !segment.subarray(at, at + MARK.length).equals(MARK)) return undefined
  const length = segment.readUInt32LE(at + 4)
  const end = at + HEAD_BYTES + length
  if (length > LONGEST_BYTES || end > segment.length) return undefined
  const record = segment.subarray(at + HEAD_BYTES, end)
  return crc32(record) === segment.readUInt32LE(at + 8) ? record : undefined
}

function nextWhole(segment: Buffer, from: number): number | undefined {
  for (let at = segment.indexOf(MARK, from); at !== -1; at = segment.indexOf(MARK, at + 1)) {
    if (recordAt(segment, at)) return at
  }
  return undefined
}
