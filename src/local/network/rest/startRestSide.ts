import { createServer } from 'node:http'
import type { Exchange } from '../exchange'
import { restApp } from './restApp'
import { RestFaults } from './restFaults'

export interface RestSide {
  /** What TWILIO_API_URL is to be. */
  readonly url: string
  readonly faults: RestFaults
  stop(): Promise<void>
}

/**
 * Lets the network's REST side listen on this computer alone.
 * @param input.port any free one when absent
 */
export async function startRestSide({ exchange, port = 0 }: { readonly exchange: Exchange; readonly port?: number }): Promise<RestSide> {
  const faults = new RestFaults()
  const server = createServer(restApp(exchange, faults))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const listening = server.address()
  if (listening === null || typeof listening === 'string') throw new Error('The network has no port.')
  return {
    url: `http://127.0.0.1:${listening.port}`,
    faults,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
