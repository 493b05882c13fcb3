import { type Connection, mongo } from 'mongoose'
import type { RawMail } from '../email/ports'
import type { SealedValue, Sealer } from './seal'

interface RawMetadata {
  intakeId: string
  /** Key of the ring; the file's bytes are `v` of the sealed value. */
  k: string
}

const FIELD = 'email.raw'
const BUCKET = 'rawMail'

/** Raw messages in GridFS, since a document ends at 16 MB; sealed whole before they leave the process. */
export class StoredRawMail implements RawMail {
  private readonly bucket: mongo.GridFSBucket

  constructor(connection: Connection, private readonly sealer: Sealer) {
    const { db } = connection
    if (!db) throw new Error('The store is not connected.')
    this.bucket = new mongo.GridFSBucket(db, { bucketName: BUCKET, writeConcern: { w: 'majority', journal: true } })
  }

  async save(intakeId: string, bytes: Buffer): Promise<string> {
    const [earlier] = await this.bucket.find({ 'metadata.intakeId': intakeId }).limit(1).toArray()
    if (earlier) return earlier._id.toHexString()
    const { k, v } = this.sealer.seal(intakeId, FIELD, bytes)
    const metadata: RawMetadata = { intakeId, k }
    const upload = this.bucket.openUploadStream('', { metadata: { ...metadata } })
    await new Promise<void>((resolve, reject) => {
      upload.once('error', reject).once('finish', () => resolve())
      upload.end(v)
    })
    return upload.id.toHexString()
  }

  async read(intakeId: string, rawFileId: string): Promise<Buffer> {
    const _id = new mongo.ObjectId(rawFileId)
    const [file] = await this.bucket.find({ _id }).limit(1).toArray()
    if (!file) throw new Error('The raw message is missing.')
    const chunks: Buffer[] = []
    for await (const chunk of this.bucket.openDownloadStream(_id)) chunks.push(chunk as Buffer)
    const sealed: SealedValue = { k: (file.metadata as unknown as RawMetadata).k, v: Buffer.concat(chunks) }
    return this.sealer.unseal(intakeId, FIELD, sealed)
  }

  /** For start-up: looking up an earlier try must not read every message ever kept. */
  static async ensureIndexes(connection: Connection): Promise<void> {
    await connection.collection(`${BUCKET}.files`).createIndex({ 'metadata.intakeId': 1 })
    await connection.collection(`${BUCKET}.chunks`).createIndex({ files_id: 1, n: 1 }, { unique: true })
  }
}
