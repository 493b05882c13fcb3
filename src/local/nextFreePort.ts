import { freePort } from './parts/freePort'

const MOST = 100

/**
 * The wanted port of this computer, or the first free one after it.
 * @throws when a hundred in a row are busy
 */
export async function nextFreePort(wanted: number, taken: readonly number[] = []): Promise<number> {
  for (let port = wanted; port < wanted + MOST && port <= 65_535; port += 1)
    if (!taken.includes(port) && (await freePort(port)) === port) return port
  throw new Error(`No port from ${wanted} to ${wanted + MOST} is free.`)
}
