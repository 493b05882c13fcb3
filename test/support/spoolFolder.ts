import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DiskSpool } from '../../src/gateways/spool/diskSpool'
import { KeyRing } from '../../src/store/keyRing'
import { RingSpoolSeal } from '../../src/store/spoolSeal'
import type { SpoolMeter, SpoolOutcome } from '../../src/telephone/spool/ports'

const made: string[] = []
const spools: DiskSpool[] = []

/** A folder of one test's own; see `removeSpoolFolders`. */
export function freshSpoolFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'advice-line-spool-'))
  made.push(folder)
  return folder
}

/** Lets go of every file that a spool still writes to: Node only warns of those today, and will fail. */
export async function removeSpoolFolders(): Promise<void> {
  for (const spool of spools.splice(0)) await spool.close()
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** A process's spool in the folder; every one of a folder stands for another process, and may take from the others at once. */
export const aSpool = (dir: string, limits: { mostEntries?: number; mostBytes?: number; staleAfterMs?: number } = {}): DiskSpool => {
  const spool = new DiskSpool({ dir, mostEntries: 10_000, mostBytes: 10_000_000, staleAfterMs: -1_000, ...limits })
  spools.push(spool)
  return spool
}

export const testSeal = (): RingSpoolSeal => new RingSpoolSeal(new KeyRing([{ id: 'test', key: Buffer.alloc(32, 5) }]))

/** Counts what went through, by outcome. */
export class CountingMeter implements SpoolMeter {
  readonly counts: Partial<Record<SpoolOutcome, number>> = {}

  spoolEvents(outcome: SpoolOutcome, count: number): void {
    this.counts[outcome] = (this.counts[outcome] ?? 0) + count
  }
}
