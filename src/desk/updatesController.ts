import type { RequestHandler } from 'express'
import type { ChangeFeed } from './ports'

export interface UpdatesDeps {
  readonly feed: ChangeFeed
  /** Aborted when the process stops: an open stream would hold it back. */
  readonly stopping: AbortSignal
}

/** At most so often, in milliseconds: the first change is told at once, and those that come close behind it together. */
const GATHER_MS = 250
/** Something is said this often, so that nothing between us and the browser takes the line for dead. */
const HEARTBEAT_MS = 20_000
/** A stream ends after this long and the browser asks again: whoever has lost access meanwhile is not let in. */
const STREAM_MS = 120_000

/** Server-sent events: `changed`, with the ids of the enquiries that were made or changed, and nothing else about them. */
export function updatesController({ feed, stopping }: UpdatesDeps): RequestHandler {
  return (_request, response) => {
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
    response.flushHeaders()
    response.write('retry: 2000\n\n')

    const changed = new Set<string>()
    let gathering: NodeJS.Timeout | undefined
    let toldAt = Number.NEGATIVE_INFINITY
    const tell = (): void => {
      gathering = undefined
      toldAt = performance.now()
      response.write(`event: changed\ndata: ${JSON.stringify([...changed])}\n\n`)
      changed.clear()
    }
    const unsubscribe = feed.subscribe(({ intakeId }) => {
      changed.add(intakeId)
      gathering ??= setTimeout(tell, Math.max(0, toldAt + GATHER_MS - performance.now()))
    })
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS)
    // Everything that writes is stopped before the end: a write after it would be an error nobody hears.
    const end = (): void => {
      letGo()
      response.end()
    }
    const longest = setTimeout(end, STREAM_MS)
    const letGo = (): void => {
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
