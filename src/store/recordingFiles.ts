import { createHash, randomBytes } from 'node:crypto'
import { type Connection, mongo } from 'mongoose'
import type { RecordingFiles, RecordingName } from '../telephone/recordings/ports'
import type { StoredRecording } from './documents/telephonyDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import type { SealedValue, Sealer } from './seal'

interface RecordingMetadata {
  intakeId: string
  sid: string
  /** Of the sound, hex: by it an earlier try is known again. */
  sha256: string
  /** Key of the ring; the file's bytes are `v` of the sealed value. */
  k: string
}

interface RecordingFile {
  _id: string
  metadata: RecordingMetadata
}

/** Of GridFS. */
export const RECORDINGS_BUCKET = 'recordings'

/**
 * Recordings in GridFS, sealed whole before they leave the process. A file's id begins with its recording's name, so that
 * what a try that died left behind, chunks without a file included, can be found and removed.
 */
export class StoredRecordings implements RecordingFiles {
  private readonly bucket: mongo.GridFSBucket
  private readonly intakes: IntakeModel

  constructor(private readonly connection: Connection, private readonly sealer: Sealer) {
    const { db } = connection
    if (!db) throw new Error('The store is not connected.')
    this.bucket = new mongo.GridFSBucket(db, { bucketName: RECORDINGS_BUCKET, writeConcern: { w: 'majority', journal: true } })
    this.intakes = intakeModel(connection)
  }

  async save(name: RecordingName, sha256: string, bytes: Buffer): Promise<string> {
    const { intakeId, sid } = name
    const earlier = await this.savedBefore(name, sha256)
    if (earlier !== undefined) return earlier
    const { k, v } = this.sealer.seal(intakeId, fieldOf(name), bytes)
    const metadata: RecordingMetadata = { intakeId, sid, sha256, k }
    const fileId = `${prefixOf(name)}${randomBytes(8).toString('hex')}`
    const upload = this.bucket.openUploadStreamWithId(fileId as never, '', { metadata: { ...metadata } })
    await new Promise<void>((resolve, reject) => {
      upload.once('error', reject).once('finish', () => resolve())
      upload.end(v)
    })
    return fileId
  }

  async read(name: RecordingName, fileId: string): Promise<Buffer> {
    const file = await this.files.findOne({ _id: fileId })
    if (!file) throw new Error('The recording is missing.')
    const chunks: Buffer[] = []
    for await (const chunk of this.bucket.openDownloadStream(fileId as never)) chunks.push(chunk as Buffer)
    const sealed: SealedValue = { k: file.metadata.k, v: Buffer.concat(chunks) }
    return this.sealer.unseal(name.intakeId, fieldOf(name), sealed)
  }

  async tidy(name: RecordingName): Promise<void> {
    const kept = await this.keptOf(name)
    if (!kept) return
    const others = { ...begunBy(name), $ne: kept.fileId }
    await this.files.deleteMany({ _id: others })
    await this.chunks.deleteMany({ files_id: others })
  }

  /** The sound of a recording that we keep, for the desk; undefined when there is no such recording, or none yet. */
  async openRecording(intakeId: string, sid: string): Promise<{ bytes: Buffer; contentType: string } | undefined> {
    const kept = await this.keptOf({ intakeId, sid })
    return kept && { bytes: await this.read({ intakeId, sid }, kept.fileId), contentType: kept.contentType }
  }

  /** A file that does not read as what it says it is, is passed over: another takes its place. */
  private async savedBefore(name: RecordingName, sha256: string): Promise<string | undefined> {
    for await (const { _id } of this.files.find({ _id: begunBy(name), 'metadata.sha256': sha256 })) {
      const bytes = await this.read(name, _id).catch(() => undefined)
      if (bytes && createHash('sha256').update(bytes).digest('hex') === sha256) return _id
    }
    return undefined
  }

  private async keptOf({ intakeId, sid }: RecordingName): Promise<StoredRecording | undefined> {
    const intake = await this.intakes.findById(intakeId, { 'telephony.kept': 1 }).lean<Pick<IntakeDocument, 'telephony'>>()
    return intake?.telephony?.kept.find((recording) => recording.sid === sid)
  }

  private get files() {
    return this.connection.collection<RecordingFile>(`${RECORDINGS_BUCKET}.files`)
  }

  private get chunks() {
    return this.connection.collection<{ files_id: string }>(`${RECORDINGS_BUCKET}.chunks`)
  }

  /** For start-up. The files themselves are found by their ids. */
  static async ensureIndexes(connection: Connection): Promise<void> {
    await connection.collection(`${RECORDINGS_BUCKET}.chunks`).createIndex({ files_id: 1, n: 1 }, { unique: true })
  }
}

/** Associated data: never change it. */
const fieldOf = ({ sid }: RecordingName): string => `telephony.recording.${sid}`

const prefixOf = ({ intakeId, sid }: RecordingName): string => `${intakeId}:${sid}:`

/** Ids that begin with the recording's name. */
const begunBy = (name: RecordingName): { $gte: string; $lt: string } => ({ $gte: prefixOf(name), $lt: `${prefixOf(name)}\uffff` })
