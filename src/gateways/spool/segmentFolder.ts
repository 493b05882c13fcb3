import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SpoolInventory } from '../../telephone/spool/ports'
import { readFrames } from './frames'

/** How a segment's name ends; who took it follows. Moving a file from `set-aside` back up has it tried again. */
export const SEGMENT = '.spool'

interface Segment {
  readonly name: string
  /** Without its ending: when it was begun, its number, and who writes it. */
  readonly base: string
  readonly takenBy?: string
  readonly size: number
  /** Milliseconds. */
  readonly changedAt: number
}

const NAME = /^(?<base>[\w-]+)\.spool(?:\.(?<takenBy>\w+))?$/

/** Looks at the spool's folder, which is made when it is missing. */
export class SegmentFolder {
  readonly asideDir: string
  /** How many records a segment has, by its name and size: neither changes without the other once it is closed. */
  private readonly counts = new Map<string, number>()

  constructor(private readonly dir: string) {
    this.asideDir = join(dir, 'set-aside')
  }

  /** Oldest first. */
  async segments(): Promise<readonly Segment[]> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 })
    const found = await Promise.all((await readdir(this.dir)).map(async (name) => this.look(name)))
    return found.filter((segment) => segment !== undefined).toSorted((a, b) => (a.base < b.base ? -1 : 1))
  }

  async count(): Promise<SpoolInventory> {
    const segments = await this.segments()
    let entries = 0
    // One after the other: all of them together may be more than the process should hold.
    for (const segment of segments) entries += await this.entriesOf(segment)
    const aside = await readdir(this.asideDir).catch(() => [])
    return {
      entries,
      bytes: segments.reduce((sum, { size }) => sum + size, 0),
      setAside: aside.length,
    }
  }

  private async look(name: string): Promise<Segment | undefined> {
    const { base, takenBy } = NAME.exec(name)?.groups ?? {}
    const found = base === undefined ? undefined : await stat(join(this.dir, name)).catch(() => undefined)
    if (base === undefined || !found?.isFile()) return undefined
    return { name, base, size: found.size, changedAt: found.mtimeMs, ...(takenBy !== undefined && { takenBy }) }
  }

  private async entriesOf({ name, base, size }: Segment): Promise<number> {
    const key = `${base} ${size}`
    const known = this.counts.get(key)
    if (known !== undefined) return known
    // One that was drained meanwhile holds nothing any more.
    const bytes = await readFile(join(this.dir, name)).catch(() => Buffer.alloc(0))
    const { records: { length } } = readFrames(bytes)
    if (this.counts.size > 1_000) this.counts.clear()
    this.counts.set(key, length)
    return length
  }
}
