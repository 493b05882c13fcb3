import { Agent, request } from 'node:http'
import { percentile } from './statistics'

export interface Shot {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Fires prepared requests at a server of this machine, `inFlight` at a time over kept connections.
 *
 * @returns requests a second, and the 50th, 95th and 99th percentile of their times in milliseconds
 * @throws when any answer is neither a 200 nor a 204: what failed fast must not look fast
 */
export async function fire(port: number, shots: readonly Shot[], inFlight: number): Promise<Record<'per second' | 'p50 ms' | 'p95 ms' | 'p99 ms', number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  const times: number[] = []
  const waiting = shots.values()
  const started = performance.now()
  await Promise.all(Array.from({ length: inFlight }, async () => {
    for (const shot of waiting) {
      const from = performance.now()
      const status = await post(agent, port, shot)
      if (status !== 200 && status !== 204) throw new Error(`An answer was ${status}, neither 200 nor 204.`)
      times.push(performance.now() - from)
    }
  }))
  const seconds = (performance.now() - started) / 1_000
  agent.destroy()
  return { 'per second': shots.length / seconds, 'p50 ms': percentile(times, 0.5), 'p95 ms': percentile(times, 0.95), 'p99 ms': percentile(times, 0.99) }
}

const post = async (agent: Agent, port: number, { path, headers, body }: Shot): Promise<number> =>
  new Promise((resolve, reject) => {
    const outgoing = request({ agent, port, host: '127.0.0.1', method: 'POST', path, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
    })
    outgoing.once('error', reject)
    outgoing.end(body)
  })
