import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import type { Metrics } from './metrics'

export interface Readiness {
  /** Whether the process can do what it is there for. */
  readonly ready: boolean
  /** Each part that it looks at, and how it is: `ok`, or what is wrong in a few words. */
  readonly parts: Readonly<Record<string, string>>
}

interface OpsDeps {
  readonly metrics: Metrics
  readonly readiness: () => Promise<Readiness>
  readonly log: Logger
}

export interface OpsServer {
  readonly port: number
  stop(): Promise<void>
}

/** How long a look at the parts may take before the answer is that they do not answer, in milliseconds. */
const READINESS_WITHIN_MS = 3_000

/**
 * Health and metrics, on a port of their own that the outside never sees: `GET /health/live`, `/health/ready`,
 * `/metrics`.
 */
export async function startOpsServer(deps: OpsDeps, port: number, host?: string): Promise<OpsServer> {
  const server = createServer((request, response) => {
    answer(deps, request.method === 'GET' ? (request.url ?? '') : '', response).catch((error: unknown) => {
      deps.log.error({ err: error }, 'the health port could not answer')
      if (!response.headersSent) sendJson(response, 500, { status: 'error' })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return { port: portOf(server), stop: async () => closeServer(server) }
}

async function answer(deps: OpsDeps, url: string, response: ServerResponse): Promise<void> {
  switch (url.split('?')[0]) {
    case '/health/live':
      return sendJson(response, 200, { status: 'live' })
    case '/health/ready': {
      const { ready, parts } = await readinessInTime(deps.readiness)
      return sendJson(response, ready ? 200 : 503, { status: statusWord(ready, parts), parts })
    }
    case '/metrics':
      response.writeHead(200, { 'content-type': deps.metrics.registry.contentType })
      response.end(await deps.metrics.scrape())
      return undefined
    default:
      return sendJson(response, 404, { status: 'not found' })
  }
}

const statusWord = (ready: boolean, parts: Readiness['parts']): string => {
  if (!ready) return 'not ready'
  return Object.values(parts).every((part) => part === 'ok') ? 'ready' : 'degraded'
}

async function readinessInTime(readiness: () => Promise<Readiness>): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve({ ready: false, parts: { check: 'no answer in time' } }), READINESS_WITHIN_MS)
  })
  return Promise.race([readiness(), late]).finally(() => clearTimeout(timer))
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

export const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** How often connections that have become idle are looked for while a server closes, in milliseconds. */
const LOOK_FOR_IDLE_MS = 50

/** Takes no new connection, lets those that are being answered finish, and closes each as soon as it is idle. */
export const closeServer = async (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const closing = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS)
    server.close(() => {
      clearInterval(closing)
      resolve()
    })
    server.closeIdleConnections()
  })
