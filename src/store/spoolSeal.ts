import type { SpoolSeal } from '../telephone/spool/ports'
import type { KeyRing } from './keyRing'
import { Sealer } from './seal'

const RECORD = 'spool'
const FIELD = 'event'

/**
 * Seals events on their way to the disk, while the database is away. The key of lookup hashes lies in the database and
 * is not needed: nothing is looked up in a spool.
 */
export class RingSpoolSeal implements SpoolSeal {
  private readonly sealer: Sealer

  constructor(ring: KeyRing) {
    this.sealer = new Sealer(ring, Buffer.alloc(32))
  }

  /** The id of the key, its length first, then what it sealed. */
  seal(plain: string): Buffer {
    const { k, v } = this.sealer.seal(RECORD, FIELD, plain)
    const id = Buffer.from(k, 'utf8')
    return Buffer.concat([Buffer.from([id.length]), id, Buffer.isBuffer(v) ? v : Buffer.from(v.buffer)])
  }

  unseal(sealed: Buffer): string {
    const from = 1 + (sealed[0] ?? 0)
    return this.sealer.unsealText(RECORD, FIELD, { k: sealed.subarray(1, from).toString('utf8'), v: sealed.subarray(from) })
  }
}
