/** The keys that protect callers' details at rest, newest first; the newest seals, all unseal. */
export interface DataKey {
  readonly id: string
  /** 32 bytes, for AES-256. */
  readonly key: Buffer
}

export class KeyRing {
  readonly newest: DataKey
  private readonly byId: ReadonlyMap<string, Buffer>

  /** @param keys newest first, at least one */
  constructor(keys: readonly DataKey[]) {
    const newest = keys[0]
    if (!newest) throw new Error('The key ring is empty.')
    this.newest = newest
    this.byId = new Map(keys.map(({ id, key }) => [id, key]))
  }

  /** @throws when the ring no longer holds the key: the value cannot be read without it */
  find(id: string): Buffer {
    const key = this.byId.get(id)
    if (!key) throw new Error(`Data key "${id}" is not in DATA_KEYS.`)
    return key
  }
}
