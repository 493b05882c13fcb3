import { type FileHandle, open, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { frame } from './frames'

interface Waiting {
  readonly bytes: Buffer
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

interface OpenSegment {
  readonly handle: FileHandle
  readonly path: string
  readonly inode: number
  size: number
}

/** A segment is left for the next one beyond this size, in bytes: it is read whole when it is drained. */
const SEGMENT_BYTES = 8 * 1024 * 1024
/** So many records share one write and one fsync at most. */
const BATCH = 512
/** Another process may take a segment while it is written to; more than this in a row means that something is wrong. */
const TRIES = 20

/**
 * Appends records to segments of its own. Those that wait share one write and one fsync, so that many callers at once
 * cost the disk no more than one.
 */
export class SegmentWriter {
  private readonly waiting: Waiting[] = []
  private isWriting = false
  private segment: OpenSegment | undefined

  /** @param nextName a name that no segment had before; later names sort behind earlier ones */
  constructor(private readonly dir: string, private readonly nextName: () => string) {}

  /** Resolves once the record is on the disk. */
  async append(record: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ bytes: frame(record), resolve, reject })
      void this.writeAll()
    })
  }

  /** Lets go of the segment in hand, if nothing is being written: somebody took it. */
  async leave(): Promise<void> {
    if (this.isWriting) return
    const left = this.segment
    this.segment = undefined
    await left?.handle.close()
  }

  private async writeAll(): Promise<void> {
    if (this.isWriting) return
    this.isWriting = true
    while (this.waiting.length > 0) await this.writeBatch(this.waiting.splice(0, BATCH))
    this.isWriting = false
  }

  private async writeBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.write(Buffer.concat(batch.map(({ bytes }) => bytes)))
      for (const { resolve } of batch) resolve()
    } catch (error) {
      // Half a record may stand at its end now, and nobody can say what of it the disk has: nothing is added to it.
      await this.abandon()
      for (const { reject } of batch) reject(error)
    }
  }

  /**
   * What was written counts only if the segment still has its name afterwards: whoever drains a segment renames it
   * before reading, so a segment that still has its name will be read with all that is in it.
   */
  private async write(bytes: Buffer): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const segment = (this.segment ??= await this.openNext())
      await segment.handle.appendFile(bytes)
      await segment.handle.datasync()
      segment.size += bytes.length
      const stays = await hasItsName(segment)
      if (!stays || segment.size > SEGMENT_BYTES) await this.abandon()
      if (stays) return
    }
    throw new Error('The segments of the spool kept being taken away.')
  }

  private async abandon(): Promise<void> {
    const left = this.segment
    this.segment = undefined
    await left?.handle.close().catch(() => undefined)
  }

  private async openNext(): Promise<OpenSegment> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 })
    const path = join(this.dir, this.nextName())
    const handle = await open(path, 'ax', 0o600)
    await syncFolder(this.dir)
    return { handle, path, inode: (await handle.stat()).ino, size: 0 }
  }
}

async function hasItsName({ path, inode }: OpenSegment): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.ino === inode
}

/** Puts the names in a folder on the disk: the bytes of a new file are lost without its name. */
export async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
