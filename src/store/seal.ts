import { type CipherGCM, createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { mongo } from 'mongoose'
import type { KeyRing } from './keyRing'

const IV_BYTES = 12
const TAG_BYTES = 16
/** Of what is sealed piece by piece. */
const PIECE_BYTES = 255 * 1024

/** A value as MongoDB holds it: AES-256-GCM, `v` = nonce, tag, ciphertext; `k` names the key of the ring. */
export interface SealedValue {
  readonly k: string
  readonly v: mongo.Binary | Buffer
}

/**
 * Seals what must not be read from the database alone: callers' words, names, numbers, addresses. The record and the
 * field are bound in as associated data, so that a value copied into another record or field does not open.
 */
export class Sealer {
  private readonly lookupKey: KeyObject
  private readonly nonces = new NoncePool()

  constructor(private readonly ring: KeyRing, lookupKey: Buffer) {
    this.lookupKey = createSecretKey(lookupKey)
  }

  seal(recordId: string, field: string, value: string | Buffer): SealedValue {
    const { id, key } = this.ring.newest
    const iv = this.nonces.next()
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(associatedData(recordId, field))
    // All of it at once: this cipher keeps nothing back for the end.
    const body = typeof value === 'string' ? cipher.update(value, 'utf8') : cipher.update(value)
    cipher.final()
    return { k: id, v: Buffer.concat([iv, cipher.getAuthTag(), body]) }
  }

  /** @throws when the value was altered, moved from another record or field, or its key is gone from the ring */
  unseal(recordId: string, field: string, sealed: SealedValue): Buffer {
    const bytes = Buffer.isBuffer(sealed.v) ? sealed.v : Buffer.from(sealed.v.buffer)
    const decipher = createDecipheriv('aes-256-gcm', this.ring.find(sealed.k), bytes.subarray(0, IV_BYTES))
      .setAAD(associatedData(recordId, field))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
  }

  /**
   * What `seal` does, for what is large: sealed piece by piece as the pieces are taken, so that it is never in memory
   * twice. Nonce, ciphertext, tag: the tag is known last.
   */
  sealInPieces(recordId: string, field: string, value: Buffer): { readonly k: string; readonly pieces: Iterable<Buffer> } {
    const { id, key } = this.ring.newest
    const iv = this.nonces.next()
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(associatedData(recordId, field))
    return { k: id, pieces: sealedPieces(cipher, iv, value) }
  }

  /**
   * Opens what `sealInPieces` gave, however it was cut since. Nothing of it is handed out before all of it is known to
   * be unaltered.
   *
   * @param sealed.length of all pieces together, in bytes
   * @throws as `unseal` does
   */
  async unsealPieces(
    recordId: string, field: string, { k, length, pieces }: { readonly k: string; readonly length: number; readonly pieces: AsyncIterable<Buffer> },
  ): Promise<Buffer> {
    const sealed = Buffer.allocUnsafe(length)
    let filled = 0
    for await (const piece of pieces) filled += piece.copy(sealed, filled)
    const decipher = createDecipheriv('aes-256-gcm', this.ring.find(k), sealed.subarray(0, IV_BYTES))
      .setAAD(associatedData(recordId, field))
      .setAuthTag(sealed.subarray(filled - TAG_BYTES, filled))
    const body = sealed.subarray(IV_BYTES, filled - TAG_BYTES)
    // Back into the same bytes, each piece where it came from.
    for (let at = 0; at < body.length; at += PIECE_BYTES) decipher.update(body.subarray(at, at + PIECE_BYTES)).copy(body, at)
    decipher.final()
    return body
  }

  unsealText(recordId: string, field: string, sealed: SealedValue): string {
    return this.unseal(recordId, field, sealed).toString('utf8')
  }

  sealJson(recordId: string, field: string, value: unknown): SealedValue {
    return this.seal(recordId, field, JSON.stringify(value))
  }

  /** What was put in by `sealJson` under the same record and field; its shape is the caller's knowledge. */
  unsealJson<T>(recordId: string, field: string, sealed: SealedValue): T {
    return JSON.parse(this.unsealText(recordId, field, sealed)) as T
  }

  /**
   * A keyed hash, hex, by which a value can be looked up without being stored. `purpose` keeps the same value under
   * two purposes from being linked.
   */
  lookupHash(purpose: string, value: string): string {
    return createHmac('sha256', this.lookupKey).update(purpose).update('\0').update(value).digest('hex')
  }
}

function* sealedPieces(cipher: CipherGCM, iv: Buffer, value: Buffer): Generator<Buffer> {
  yield iv
  for (let at = 0; at < value.length; at += PIECE_BYTES) yield cipher.update(value.subarray(at, at + PIECE_BYTES))
  cipher.final()
  yield cipher.getAuthTag()
}

/** Random nonces, drawn from the system many at a time: one draw costs as much as a sealing. None is given twice. */
class NoncePool {
  private pool = Buffer.alloc(0)

  next(): Buffer {
    if (this.pool.length === 0) this.pool = randomBytes(IV_BYTES * 256)
    const nonce = this.pool.subarray(0, IV_BYTES)
    this.pool = this.pool.subarray(IV_BYTES)
    return nonce
  }
}

const associatedData = (recordId: string, field: string): Buffer => Buffer.from(`${recordId}\0${field}`, 'utf8')
