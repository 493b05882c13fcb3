import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface AskedOfTwilio {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
  readonly authorization: string | undefined
}

export type Answer = (asked: AskedOfTwilio, response: ServerResponse) => void

export interface TwilioStandIn {
  readonly url: string
  readonly asked: AskedOfTwilio[]
  /** What the next requests get, whatever they ask; the last one stays. */
  answer(...answers: Answer[]): void
  stop(): Promise<void>
}

export const json = (status: number, body: unknown): Answer => (_asked, response) =>
  void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))

/** Twilio's way of saying no. */
export const refusal = (status: number, code: number): Answer =>
  json(status, { code, message: 'The number +447700900123 will not do.', more_info: 'https://www.twilio.com/docs/errors', status })

/** No answer of JSON's: a bare status, with headers. */
export const bare = (status: number, headers: Record<string, string> = {}, body = ''): Answer => (_asked, response) =>
  void response.writeHead(status, headers).end(body)

/** The request arrives, and the connection breaks. */
export const breakOff: Answer = (_asked, response) => void response.destroy()

/**
 * A server that says what it is told to, for answers that the simulated network never gives: redirects, states of
 * Twilio's own, what is no answer at all.
 *
 * @param tls its key and certificate, to be served over https
 */
export async function startTwilioStandIn(tls?: ServerOptions): Promise<TwilioStandIn> {
  const asked: AskedOfTwilio[] = []
  let answers: Answer[] = []
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const one = await read(request)
    asked.push(one)
    const next = answers.length > 1 ? answers.shift() : answers[0]
    next?.(one, response)
  }
  const listener: RequestListener = (request, response) => void serve(request, response)
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  // A connection that ends for its age just as it is used again is no answer that a test asked for.
  server.keepAliveTimeout = 0
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (...next) => {
      answers = next
      asked.length = 0
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function read(request: IncomingMessage): Promise<AskedOfTwilio> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(request.url ?? '/', 'http://stand-in')
  return {
    method: request.method ?? '', path: url.pathname, query: url.searchParams,
    form: new URLSearchParams(Buffer.concat(chunks).toString('utf8')), authorization: request.headers.authorization,
  }
}
