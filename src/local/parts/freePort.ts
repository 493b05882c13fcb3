import { randomInt } from 'node:crypto'
import { connect, createServer } from 'node:net'

/** Below the ports that systems give to outgoing connections: one of those may be taken again before its server is up. */
const [FIRST, END] = [20_000, 32_000]
const MOST_TRIES = 50

/** A loopback port that nobody listens on: the wanted one when it is free, else any. */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined) {
    const got = await listenOnce(wanted)
    if (got !== undefined) return got
  }
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const got = await listenOnce(randomInt(FIRST, END))
    if (got !== undefined) return got
  }
  throw new Error('No free port on 127.0.0.1.')
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined))
    })
  })
}

/** Whether something accepts connections there. */
export function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
