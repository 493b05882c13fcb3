import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from 'node:net'
import { freePort } from './freePort'
import { startServer, type RunningPart } from './startServer'

export interface RedisInput {
  /** The program, from `findRedis`. */
  redis: string
  /** Its append-only file is kept here. */
  dataDir: string
  /** @defaultValue the port of the last start when free, else any */
  port?: number
}

/** Starts Redis on loopback as the queues need it: every write appended to a file, nothing evicted. */
export async function startRedis(input: RedisInput): Promise<RunningPart & { port: number }> {
  const portFile = join(input.dataDir, 'port')
  const last = Number(await readFile(portFile, 'utf8').catch(() => '')) || undefined
  const port = input.port ?? (await freePort(last))
  const args = [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', input.dataDir],
    ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--maxmemory-policy', 'noeviction'],
  ]
  const server = await startServer({
    name: 'Redis',
    command: input.redis,
    args,
    // Redis shows its address in place of its arguments once it runs.
    commandLineMark: `127.0.0.1:${port}`,
    dir: input.dataDir,
    port,
    isReady: () => answersPing(port),
  })
  await writeFile(portFile, String(port))
  return { ...server, port, url: `redis://127.0.0.1:${port}` }
}

/** While it reads its file it accepts connections but answers -LOADING. */
function answersPing(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write('PING\r\n'))
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(1_000, () => end(false))
    socket.once('data', data => end(data.toString().startsWith('+PONG')))
    socket.once('error', () => end(false))
  })
}
