import { createSecretKey, type KeyObject } from 'node:crypto'

/** The keys that protect callers' details at rest, newest first; the newest seals, all unseal. */
export interface DataKey {
  readonly id: string
  /** 32 bytes, for AES-256. */
  readonly key: Buffer
}

export class KeyRing {
  readonly newest: { readonly id: string; readonly key: KeyObject }
  private readonly byId: ReadonlyMap<string, KeyObject>

  /** @param keys newest first, at least one */
  constructor(keys: readonly DataKey[]) {
    // Made once: taking in the bytes of a key costs as much as sealing a number with it.
    const ready = keys.map(({ id, key }) => ({ id, key: createSecretKey(key) }))
    const newest = ready[0]
    if (!newest) throw new Error('The key ring is empty.')
    this.newest = newest
    this.byId = new Map(ready.map(({ id, key }) => [id, key]))
  }

  /** @throws when the ring no longer holds the key: the value cannot be read without it */
  find(id: string): KeyObject {
    const key = this.byId.get(id)
    if (!key) throw new Error(`Data key "${id}" is not in DATA_KEYS.`)
    return key
  }
}
