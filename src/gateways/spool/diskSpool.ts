import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { type Spool, SpoolFailed, type SpoolInventory, type TakenSegment } from '../../telephone/spool/ports'
import { frame, readFrames } from './frames'
import { SegmentWriter, syncFolder } from './segmentWriter'
import { SegmentFolder, SEGMENT } from './segmentFolder'

export interface DiskSpoolSettings {
  readonly dir: string
  /** Limits of what may wait in the folder. */
  readonly mostEntries: number
  readonly mostBytes: number
  /** How long after its last change a segment of another process may be taken, in milliseconds. @defaultValue 5000 */
  readonly staleAfterMs?: number
}

/** A segment that somebody took and has not finished in this time may be taken by another, in milliseconds. */
const TAKEN_FOR_MS = 15_000

/**
 * Keeps records in a folder, in files that only this account may read. Any process may take any segment at any moment:
 * taking is a rename, of which exactly one succeeds, and a writer vouches for nothing in a segment that was renamed.
 */
export class DiskSpool implements Spool {
  private readonly owner = randomBytes(4).toString('hex')
  private readonly folder: SegmentFolder
  private readonly writer: SegmentWriter
  private named = 0
  /** Since the last look at the folder, added to by what is appended. */
  private known: Promise<{ entries: number; bytes: number }> | undefined

  constructor(private readonly settings: DiskSpoolSettings) {
    this.folder = new SegmentFolder(settings.dir)
    this.writer = new SegmentWriter(settings.dir, () => this.nextName())
  }

  async append(record: Buffer): Promise<void> {
    const { mostEntries, mostBytes } = this.settings
    try {
      // One look for all who come at once, so that they go on in their order.
      const known = await (this.known ??= this.count())
      if (known.entries >= mostEntries || known.bytes + record.length > mostBytes) throw new SpoolFailed('The spool is full.')
      known.entries += 1
      known.bytes += frame(record).length
      await this.writer.append(record)
    } catch (error) {
      throw error instanceof SpoolFailed ? error : new SpoolFailed('The spool cannot be written.', { cause: error })
    }
  }

  async take(): Promise<readonly string[]> {
    const staleAfterMs = this.settings.staleAfterMs ?? 5_000
    const names: string[] = []
    for (const segment of await this.folder.segments()) {
      const mine = segment.takenBy === this.owner || (segment.takenBy === undefined && segment.base.endsWith(`-${this.owner}`))
      const patience = segment.takenBy === undefined ? staleAfterMs : TAKEN_FOR_MS
      if (!mine && Date.now() - segment.changedAt < patience) continue
      const name = await this.claim(segment.name, segment.base)
      if (name !== undefined) names.push(name)
    }
    if (names.length > 0) await this.writer.leave()
    return names
  }

  async read(segment: string): Promise<TakenSegment> {
    return readFrames(await readFile(this.pathOf(segment)))
  }

  async remove(segment: string): Promise<void> {
    await rm(this.pathOf(segment), { force: true })
    this.known = undefined
  }

  async setAside(segment: string, records: readonly Buffer[]): Promise<void> {
    const dir = await this.asideDir()
    const name = `${segment.split('.')[0]}${SEGMENT}`
    const draft = join(dir, `${name}.draft`)
    const file = await open(draft, 'w', 0o600)
    try {
      await file.writeFile(Buffer.concat(records.map(frame)))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, join(dir, name))
    await syncFolder(dir)
  }

  async setAsideWhole(segment: string): Promise<void> {
    const dir = await this.asideDir()
    await rename(this.pathOf(segment), join(dir, `${segment.split('.')[0]}.damaged`))
    await syncFolder(dir)
    this.known = undefined
  }

  async inventory(): Promise<SpoolInventory> {
    const counted = await this.folder.count()
    this.known = Promise.resolve({ entries: counted.entries, bytes: counted.bytes })
    return counted
  }

  private async count(): Promise<{ entries: number; bytes: number }> {
    try {
      const { entries, bytes } = await this.folder.count()
      return { entries, bytes }
    } catch (error) {
      this.known = undefined // a folder that cannot be read now may be read later
      throw error
    }
  }

  async check(): Promise<string> {
    try {
      const { entries, bytes } = await this.inventory()
      if (entries >= this.settings.mostEntries || bytes >= this.settings.mostBytes) return 'is full'
      await this.tryWriting()
      return 'ok'
    } catch (error) {
      return `cannot be written (${codeOf(error)})`
    }
  }

  /** Lets go of what is open. Whatever waits stays for the next process. */
  async close(): Promise<void> {
    await this.writer.leave()
  }

  private async tryWriting(): Promise<void> {
    const path = this.pathOf(`trial-${this.owner}`)
    const file = await open(path, 'w', 0o600)
    try {
      await file.writeFile('A trial of whether this folder can be written.\n')
      await file.sync()
    } finally {
      await file.close()
      await rm(path, { force: true })
    }
  }

  /** By renaming, which one process wins; undefined when another did. */
  private async claim(name: string, base: string): Promise<string | undefined> {
    const taken = `${base}${SEGMENT}.${this.owner}`
    try {
      await rename(this.pathOf(name), this.pathOf(taken))
      await utimes(this.pathOf(taken), new Date(), new Date())
      return taken
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    }
  }

  private nextName(): string {
    this.named += 1
    const moment = Date.now().toString(36).padStart(9, '0')
    return `${moment}-${String(this.named).padStart(6, '0')}-${this.owner}${SEGMENT}`
  }

  private async asideDir(): Promise<string> {
    const dir = this.folder.asideDir
    await mkdir(dir, { recursive: true, mode: 0o700 })
    return dir
  }

  private readonly pathOf = (name: string): string => join(this.settings.dir, name)
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
