import type { RequestHandler } from 'express'
import { requireVisitor } from './deskRequest'
import type { ChangeFeed, DeskIntakes, Entrance } from './ports'

export interface UpdatesDeps {
  readonly feed: ChangeFeed
  readonly intakes: Pick<DeskIntakes, 'closedTo'>
  readonly entrance: Entrance
  /** Aborted when the process stops: an open stream would hold it back. */
  readonly stopping: AbortSignal
}

/** At most so often, in milliseconds: the first change is told at once, and those that come close behind it together. */
const GATHER_MS = 250
/** Something is said this often, so that nothing between us and the browser takes the line for dead. */
const HEARTBEAT_MS = 20_000
/** A stream ends after this long and the browser asks again: whoever has lost access meanwhile is not let in. */
const STREAM_MS = 120_000

/**
 * Server-sent events: `changed`, with the ids of the enquiries that were made or changed, and nothing else about them. Nothing is told of
 * what somebody is barred from; that they were barred just now is told without an id, so that its line goes from their page.
 */
export function updatesController({ feed, intakes, entrance, stopping }: UpdatesDeps): RequestHandler {
  return async (request, response) => {
    const staffId = requireVisitor(entrance, request).staff.id
    // Before the page is told that it is live, upon which it reads its lists: whatever is closed later is seen to be new.
    let closed = await intakes.closedTo(staffId)
    if (response.destroyed) return
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
    response.flushHeaders()
    response.write('retry: 2000\n\n')

    const changed = new Set<string>()
    let gathering: NodeJS.Timeout | undefined
    let toldAt = Number.NEGATIVE_INFINITY
    let isOver = false
    const gather = (): void => {
      gathering ??= setTimeout(() => void tell().catch(end), Math.max(0, toldAt + GATHER_MS - performance.now()))
    }
    const tell = async (): Promise<void> => {
      toldAt = performance.now()
      const ids = [...changed]
      changed.clear()
      const before = closed
      closed = await intakes.closedTo(staffId)
      gathering = undefined
      if (isOver) return
      const told = ids.filter((id) => !closed.has(id))
      if (told.length > 0 || [...closed].some((id) => !before.has(id))) response.write(`event: changed\ndata: ${JSON.stringify(told)}\n\n`)
      if (changed.size > 0) gather()
    }
    const unsubscribe = feed.subscribe(({ intakeId }) => {
      changed.add(intakeId)
      gather()
    })
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS)
    // Everything that writes is stopped before the end: a write after it would be an error nobody hears. The browser asks again.
    const end = (): void => {
      letGo()
      response.end()
    }
    const longest = setTimeout(end, STREAM_MS)
    const letGo = (): void => {
      isOver = true
      unsubscribe()
      clearTimeout(gathering)
      clearInterval(heartbeat)
      clearTimeout(longest)
      stopping.removeEventListener('abort', end)
    }
    stopping.addEventListener('abort', end)
    response.on('close', letGo)
    if (stopping.aborted) end()
  }
}
