import { KeyRing } from '../../../src/store/keyRing'
import { Sealer } from '../../../src/store/seal'

const ring = new KeyRing([{ id: 'test', key: Buffer.alloc(32, 7) }])
const sealer = new Sealer(ring, Buffer.alloc(32, 9))
const value = Buffer.alloc(700_001, 'invented words ')

/** The sealed bytes, cut anew as a file's chunks are. */
function sealed(pieceLength = 1_000): { k: string; bytes: Buffer; length: number; pieces: AsyncIterable<Buffer> } {
  const { k, pieces } = sealer.sealInPieces('record', 'field', value)
  const bytes = Buffer.concat([...pieces])
  const cut = async function*(): AsyncIterable<Buffer> {
    for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength)
  }
  return { k, bytes, length: bytes.length, pieces: cut() }
}

describe('what is sealed in pieces', () => {
  it('opens to the same bytes, however it was cut, and shows none of them', async () => {
    for (const pieceLength of [7_777, 261_120, 1_000_000]) expect((await sealer.unsealPieces('record', 'field', sealed(pieceLength))).equals(value)).toBe(true)
    expect(sealed().bytes.includes('invented')).toBe(false)
  })

  it('does not open when it was altered, cut short, or moved to another record or field', async () => {
    const altered = sealed()
    altered.bytes[500_000]! ^= 1
    await expect(sealer.unsealPieces('record', 'field', altered)).rejects.toThrow('unable to authenticate data')
    const short = sealed()
    await expect(sealer.unsealPieces('record', 'field', { ...short, length: short.length - 1 })).rejects.toThrow('unable to authenticate data')
    await expect(sealer.unsealPieces('another', 'field', sealed())).rejects.toThrow('unable to authenticate data')
    await expect(sealer.unsealPieces('record', 'another', sealed())).rejects.toThrow('unable to authenticate data')
  })
})
