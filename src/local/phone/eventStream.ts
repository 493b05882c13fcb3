import type { Request, Response } from 'express'

/**
 * Opens a stream of events to a page, which ends when the page goes or the server closes.
 * @param begin is handed the way to send one, and gives back what is to happen at the end
 */
export function eventStream(
  request: Request, response: Response, closing: AbortSignal,
  begin: (send: (data: unknown, id?: number) => void) => (() => void) | undefined,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('retry: 1000\n\n')
  const stop = begin((data, id) => void response.write(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`))
  const end = (): void => void response.end()
  closing.addEventListener('abort', end)
  request.once('close', () => {
    stop?.()
    closing.removeEventListener('abort', end)
  })
}
