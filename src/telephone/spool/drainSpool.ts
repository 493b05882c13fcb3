import type { Logger } from 'pino'
import { withDeadline } from '../webhooks/withDeadline'
import type { Spool, SpooledEvent, SpoolMeter, SpoolSeal } from './ports'
import { readSpooled } from './spooledEventCodec'

export interface DrainDeps {
  readonly spool: Spool
  readonly seal: SpoolSeal
  /** Has the event take effect, once however often it comes. */
  readonly apply: (event: SpooledEvent) => Promise<unknown>
  /** Whether the store takes a write right now; never rejects. */
  readonly takesWrites: () => Promise<boolean>
  readonly meter: SpoolMeter
  readonly log: Logger
}

export type DrainOutcome = 'empty' | 'drained' | 'store_away'

/** Calls whose events are applied side by side; the events of one call go one after the other. */
const SIDE_BY_SIDE = 8
/** An event that fails so often, while the store takes other writes, is set aside for a person. */
const TRIES = 4
/** A store that says nothing for so long is away, in milliseconds. */
const APPLY_WITHIN_MS = 10_000

/**
 * Brings what lies in the spool into the store. A segment is removed only once all of it is there, and every event is
 * known by its key: dying at any line repeats work and neither loses nor doubles anything.
 */
export async function drainSpool(deps: DrainDeps): Promise<DrainOutcome> {
  const segments = await deps.spool.take()
  for (const segment of segments) {
    if (!(await drainSegment(deps, segment))) return 'store_away'
  }
  return segments.length > 0 ? 'drained' : 'empty'
}

/** @returns false when the store went away in between; the segment stays for the next time */
async function drainSegment(deps: DrainDeps, segment: string): Promise<boolean> {
  const { spool, meter, log } = deps
  const { records, damagedBytes } = await spool.read(segment)
  const work = sort(deps, records)
  const outcome = await applyAll(deps, [...work.byCall.values()])
  if (outcome === 'store_away') return false
  const bad = [...work.unreadable, ...outcome.failed]
  if (bad.length > 0) {
    await spool.setAside(segment, bad)
    meter.spoolEvents('set_aside', bad.length)
    log.error({ count: bad.length }, 'events in the spool cannot be applied and were set aside: somebody must look')
  }
  const drained = records.length - bad.length
  meter.spoolEvents('drained', drained)
  if (damagedBytes > 0) {
    log.error({ size: damagedBytes }, 'a segment of the spool is damaged and was set aside: somebody must look')
    await spool.setAsideWhole(segment)
  } else await spool.remove(segment)
  if (drained > 0) log.warn({ count: drained }, 'what was kept on disk is in the store')
  return true
}

interface Entry {
  readonly record: Buffer
  readonly event: SpooledEvent
}

function sort({ seal }: DrainDeps, records: readonly Buffer[]): { byCall: Map<string, Entry[]>; unreadable: Buffer[] } {
  const byCall = new Map<string, Entry[]>()
  const unreadable: Buffer[] = []
  for (const record of records) {
    try {
      const event = readSpooled(seal, record)
      const known = byCall.get(event.callSid)
      if (known) known.push({ record, event })
      else byCall.set(event.callSid, [{ record, event }])
    } catch {
      unreadable.push(record)
    }
  }
  return { byCall, unreadable }
}

async function applyAll(deps: DrainDeps, calls: readonly (readonly Entry[])[]): Promise<{ failed: Buffer[] } | 'store_away'> {
  const left = [...calls]
  const failed: Buffer[] = []
  let isAway = false
  const work = async (): Promise<void> => {
    for (let call = left.shift(); call && !isAway; call = left.shift()) {
      for (const { record, event } of call) {
        const outcome = await applyOne(deps, event)
        if (outcome === 'store_away') {
          isAway = true
          return
        }
        if (outcome === 'failed') failed.push(record)
      }
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  return isAway ? 'store_away' : { failed }
}

async function applyOne({ apply, takesWrites, log }: DrainDeps, event: SpooledEvent): Promise<'applied' | 'failed' | 'store_away'> {
  for (let tries = 1; ; tries += 1) {
    try {
      await withDeadline(APPLY_WITHIN_MS, apply(event))
      return 'applied'
    } catch (error) {
      if (!(await takesWrites())) return 'store_away'
      if (tries < TRIES) continue
      log.error({ err: error, callSid: event.callSid, kind: event.event.kind }, 'an event in the spool cannot be applied')
      return 'failed'
    }
  }
}
