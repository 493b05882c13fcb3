import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import type { KeyRing } from './keyRing'
import { Sealer, type SealedValue } from './seal'

interface WrappedKey {
  _id: string
  wrapped: SealedValue
}

const LOOKUP_KEY_ID = 'lookup'
const FIELD = 'key'

/**
 * The process's sealer. The key of lookup hashes is made once per database and kept there wrapped by the ring: were it
 * derived from a data key, rotation would change every `_id` and a repeat would no longer meet itself.
 */
export async function openSealer(connection: Connection, ring: KeyRing): Promise<Sealer> {
  const keys = connection.collection<WrappedKey>('keys')
  const wrapper = new Sealer(ring, Buffer.alloc(32))
  await keys.updateOne(
    { _id: LOOKUP_KEY_ID },
    { $setOnInsert: { wrapped: wrapper.seal(LOOKUP_KEY_ID, FIELD, randomBytes(32)) } },
    { upsert: true, writeConcern: { w: 'majority' } },
  ).catch(ignoreDuplicate)
  const stored = await keys.findOne({ _id: LOOKUP_KEY_ID })
  if (!stored) throw new Error('The lookup key could not be read back.')
  const lookupKey = wrapper.unseal(LOOKUP_KEY_ID, FIELD, stored.wrapped)
  if (stored.wrapped.k !== ring.newest.id) {
    await keys.updateOne({ _id: LOOKUP_KEY_ID }, { $set: { wrapped: wrapper.seal(LOOKUP_KEY_ID, FIELD, lookupKey) } })
  }
  return new Sealer(ring, lookupKey)
}

/** Two processes at once: the other one's write stands. */
export function ignoreDuplicate(error: unknown): void {
  if (!isDuplicateKey(error)) throw error
}

export const isDuplicateKey = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 11000
