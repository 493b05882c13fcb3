import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { type Connection, mongo } from 'mongoose'
import type { RawMail, RawMessage } from '../email/keptMailPorts'
import { DURABLE, insertTogether } from './writeTogether'
import { ignoreDuplicate } from './openSealer'
import type { SealedValue, Sealer } from './seal'

/** A message that fits into a document. Its id is its enquiry's, so that a repeat meets itself. */
interface SmallMessage extends SealedValue {
  _id: string
  /** By this machine's clock. Absent on those kept before it was noted. */
  keptAt?: Date
}

interface LargeMetadata {
  intakeId: string
  /** Key of the ring; the file's bytes are what sealInPieces gave. */
  k: string
}

const FIELD = 'email.raw'
const SMALL = 'rawMailSmall'
/** Of GridFS. */
export const RAW_MAIL_BUCKET = 'rawMail'
/** Up to here one document costs less than a file and its chunks, and many go in one command. In bytes. */
const SMALL_LIMIT = 1024 * 1024

const written = async (upload: Writable, piece: Buffer): Promise<void> =>
  new Promise((resolve, reject) => void upload.write(piece, (error) => (error ? reject(error) : resolve())))

/**
 * Raw messages, sealed before they leave the process: a small one is one document; a large one, since a document ends
 * at 16 MB, a file in GridFS.
 */
export class StoredRawMail implements RawMail {
  private readonly bucket: mongo.GridFSBucket

  constructor(private readonly connection: Connection, private readonly sealer: Sealer) {
    const { db } = connection
    if (!db) throw new Error('The store is not connected.')
    this.bucket = new mongo.GridFSBucket(db, { bucketName: RAW_MAIL_BUCKET, writeConcern: { w: 'majority', journal: true } })
  }

  async save(messages: readonly RawMessage[]): Promise<ReadonlyMap<string, string>> {
    const isSmall = ({ bytes }: RawMessage): boolean => bytes.length <= SMALL_LIMIT
    const small = messages.filter(isSmall)
    await this.saveSmall(small)
    const files = new Map(small.map(({ intakeId }) => [intakeId, intakeId]))
    // One after the other: each is read from memory as it is written.
    for (const message of messages.filter((each) => !isSmall(each))) files.set(message.intakeId, await this.saveLarge(message))
    return files
  }

  async read(intakeId: string, rawFileId: string): Promise<Buffer> {
    if (rawFileId !== intakeId) return this.readLarge(intakeId, rawFileId)
    const message = await this.small.findOne({ _id: intakeId })
    if (!message) throw new Error('The raw message is missing.')
    return this.sealer.unseal(intakeId, FIELD, message)
  }

  private async saveSmall(messages: readonly RawMessage[]): Promise<void> {
    if (messages.length === 0) return
    const keptAt = new Date()
    const documents = messages.map(({ intakeId, bytes }): SmallMessage => ({ _id: intakeId, keptAt, ...this.sealer.seal(intakeId, FIELD, bytes) }))
    const refused = await insertTogether(this.connection, SMALL, documents)
    // Saved by an earlier try, or by another process at the same moment.
    await Promise.all(refused.map(async (place) => this.small.insertOne(documents[place]!, DURABLE).catch(ignoreDuplicate)))
  }

  private async saveLarge({ intakeId, bytes }: RawMessage): Promise<string> {
    const [earlier] = await this.bucket.find({ 'metadata.intakeId': intakeId }).limit(1).toArray()
    if (earlier && (await this.isWhole(earlier._id))) return earlier._id.toHexString()
    const { k, pieces } = this.sealer.sealInPieces(intakeId, FIELD, bytes)
    const metadata: LargeMetadata = { intakeId, k }
    const upload = this.bucket.openUploadStream('', { metadata: { ...metadata } })
    // Heard from the beginning: an error may come while nothing waits for it.
    const finished = once(upload, 'finish')
    finished.catch(() => undefined)
    try {
      // Each is through before the next: nothing is under way when one fails.
      for (const piece of pieces) await written(upload, piece)
      upload.end()
      await finished
    } catch (error) {
      // Without an answer the file may be there all the same, and another process may have found it.
      if (isRefusal(error)) await this.discard(upload.id)
      throw error
    }
    if (await this.isWhole(upload.id)) return upload.id.toHexString()
    await this.discard(upload.id)
    throw new Error('Pieces of a raw message are gone.')
  }

  /** A process that was frozen for a day finds the beginning of its upload swept away: see abandonedUploads.ts. */
  private async isWhole(id: mongo.ObjectId): Promise<boolean> {
    const [file] = await this.bucket.find({ _id: id }).limit(1).toArray()
    if (!file) return false
    return (await this.connection.collection(`${RAW_MAIL_BUCKET}.chunks`).countDocuments({ files_id: id })) === Math.ceil(file.length / file.chunkSize)
  }

  /** The pieces of an upload that never became a file. */
  private async discard(id: mongo.ObjectId): Promise<void> {
    // There may be no file yet, which the bucket calls an error; and a database that is away keeps what it has.
    await this.bucket.delete(id).catch(() => undefined)
  }

  private async readLarge(intakeId: string, rawFileId: string): Promise<Buffer> {
    const _id = new mongo.ObjectId(rawFileId)
    const [file] = await this.bucket.find({ _id }).limit(1).toArray()
    if (!file) throw new Error('The raw message is missing.')
    const { k } = file.metadata as unknown as LargeMetadata
    return this.sealer.unsealPieces(intakeId, FIELD, { k, length: file.length, pieces: this.bucket.openDownloadStream(_id) as AsyncIterable<Buffer> })
  }

  private get small() {
    return this.connection.collection<SmallMessage>(SMALL)
  }

  /** For start-up: looking up an earlier try, or what was kept lately, must not read every message ever kept. */
  static async ensureIndexes(connection: Connection): Promise<void> {
    await Promise.all([
      connection.collection(SMALL).createIndex({ keptAt: 1 }),
      connection.collection(`${RAW_MAIL_BUCKET}.files`).createIndex({ 'metadata.intakeId': 1 }),
      connection.collection(`${RAW_MAIL_BUCKET}.chunks`).createIndex({ files_id: 1, n: 1 }, { unique: true }),
    ])
  }
}

/** The server answered, and wrote nothing. */
const isRefusal = (error: unknown): boolean => error instanceof mongo.MongoServerError && !(error instanceof mongo.MongoWriteConcernError)
