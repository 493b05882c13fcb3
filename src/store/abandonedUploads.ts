import { type Connection, mongo } from 'mongoose'
import { inBatches } from './inBatches'
import { RAW_MAIL_BUCKET } from './rawMail'
import { RECORDINGS_BUCKET } from './recordingFiles'

/**
 * Removes pieces of GridFS uploads that never became a file, since their process was killed before it could say so: a
 * file's own document is written last. Only those whose last piece was written before then: the others may be under
 * way. Whoever goes on after that long finds its upload incomplete and begins again (rawMail.ts counts its pieces, a
 * recording is read back).
 *
 * @returns how many uploads were removed
 */
export async function removeAbandonedUploads(connection: Connection, before: Date): Promise<number> {
  let removed = 0
  for (const bucket of [RAW_MAIL_BUCKET, RECORDINGS_BUCKET]) removed += await removeIn(connection, bucket, before)
  return removed
}

interface Piece {
  _id: mongo.ObjectId
  files_id: FileId
}

/** Raw mail's are ObjectIds, recordings' are strings. */
type FileId = mongo.ObjectId | string

async function removeIn(connection: Connection, bucket: string, before: Date): Promise<number> {
  const pieces = connection.collection<Piece>(`${bucket}.chunks`)
  const files = connection.collection<{ _id: FileId }>(`${bucket}.files`)
  let removed = 0
  for await (const uploads of inBatches(uploadsIn(pieces))) {
    const stored = await files.find({ _id: { $in: uploads } }, { projection: { _id: 1 } }).toArray()
    const complete = new Set(stored.map(({ _id }) => String(_id)))
    for (const files_id of uploads.filter((upload) => !complete.has(String(upload)))) {
      const last = await pieces.findOne({ files_id }, { sort: { n: -1 }, projection: { _id: 1 } })
      // A piece's id begins with the time at which it was made.
      if (!last || last._id.getTimestamp() >= before) continue
      // It may have been completed since it was looked for.
      if (await files.findOne({ _id: files_id }, { projection: { _id: 1 } })) continue
      await pieces.deleteMany({ files_id })
      removed += 1
    }
  }
  return removed
}

/** Each once, by index: no piece itself is read, and of each upload one entry. */
async function* uploadsIn(pieces: mongo.Collection<Piece>): AsyncGenerator<FileId> {
  for await (const { _id } of pieces.aggregate<{ _id: FileId }>([{ $sort: { files_id: 1 } }, { $group: { _id: '$files_id' } }])) yield _id
}
