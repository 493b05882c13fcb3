import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { becomePrimary } from './becomePrimary'
import { accepts, freePort } from './freePort'
import { startServer, type RunningPart } from './startServer'

export interface MongodInput {
  /** The program, from `findMongod`. */
  mongod: string
  /** Its data are kept here; the same folder brings the same data back. */
  dataDir: string
  /** @defaultValue the port of the last start when free, else any */
  port?: number
  /** Gigabytes of memory for the store's cache. @defaultValue 0.25, the least that MongoDB takes */
  cacheSizeGB?: number
  /** Keeps documents past their expiry: for tests whose clock lies in the past. @defaultValue false */
  keepExpired?: boolean
}

export const REPLICA_SET = 'advice'

/**
 * Starts MongoDB as a replica set of one, on loopback, and waits until it takes writes. A server that
 * was killed recovers from its journal.
 */
export async function startMongod(input: MongodInput): Promise<RunningPart & { port: number }> {
  const portFile = join(input.dataDir, 'port')
  const last = Number(await readFile(portFile, 'utf8').catch(() => '')) || undefined
  const port = input.port ?? (await freePort(last))
  const args = [
    ...['--dbpath', input.dataDir, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    ...['--replSet', REPLICA_SET, '--oplogSize', '512'],
    ...['--wiredTigerCacheSizeGB', String(input.cacheSizeGB ?? 0.25)],
    // Alone in its set, it has no other member to hand over to: fifteen seconds of waiting help nobody.
    ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=0'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    ...(input.keepExpired ? ['--setParameter', 'ttlMonitorEnabled=false'] : []),
    '--quiet',
  ]
  const server = await startServer({
    name: 'MongoDB',
    command: input.mongod,
    args,
    dir: input.dataDir,
    port,
    isReady: () => accepts(port),
  })
  try {
    await becomePrimary(port, REPLICA_SET)
    await writeFile(portFile, String(port))
  } catch (error) {
    await server.stop()
    throw error
  }
  return { ...server, port, url: `mongodb://127.0.0.1:${port}/?replicaSet=${REPLICA_SET}` }
}
