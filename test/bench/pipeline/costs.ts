import type { Connection } from 'mongoose'
import Redis from 'ioredis'
import { z } from 'zod'
import { cpuSecondsOf } from '../frame/cpu'

/** Processes by what they are, and the servers that they share. */
export interface Measured {
  readonly pids: () => Readonly<Record<string, readonly number[]>>
  readonly connection: Connection
  readonly redisUrl: string
}

/** By what is counted: processor time in milliseconds; how many for all else. */
type Counts = Readonly<Record<string, number>>

const serverStatus = z.object({ opcounters: z.record(z.string(), z.number()) })

/**
 * What a stretch of work cost, for each enquiry: processor time of every process, the benchmark's own among them; what
 * mongod was asked; what Redis was sent, and the commands that came of it, those within its scripts too.
 */
export async function costsOf(measured: Measured, work: () => Promise<unknown>, enquiries: () => number): Promise<Counts> {
  const [before, alreadyThere] = [await read(measured), enquiries()]
  await work()
  const [after, count] = [await read(measured), enquiries() - alreadyThere]
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, (value - (before[name] ?? 0)) / count]))
}

/** One line, the dearest first of each kind. */
export const asLine = (costs: Counts): string => Object.entries(costs).filter(([, value]) => value >= 0.05).map(([name, value]) => `${name} ${value.toFixed(1)}`).join(', ')

async function read({ pids, connection, redisUrl }: Measured): Promise<Counts> {
  const cpu = Object.entries({ ...pids(), feeder: [process.pid] })
    .map(([name, ids]): [string, number] => [`${name} ms`, ids.map(name === 'feeder' ? ownSeconds : cpuSecondsOf).reduce((sum, seconds) => sum + seconds, 0) * 1_000])
  const { opcounters } = serverStatus.parse(await connection.db?.admin().serverStatus())
  const asked = ['insert', 'query', 'update', 'delete', 'getmore', 'command'].map((kind): [string, number] => [`mongod ${kind}`, opcounters[kind] ?? 0])
  return Object.fromEntries([
    ...cpu, ['all ms', cpu.reduce((sum, [, ms]) => sum + ms, 0)],
    ...asked, ...await redisCounts(redisUrl),
  ])
}

/** Without its children: the servers and the workers are counted by themselves. */
function ownSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000_000
}

async function redisCounts(url: string): Promise<readonly [string, number][]> {
  const redis = new Redis(url)
  try {
    const info = await redis.info('all')
    const figure = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0)
    const scripts = Number(/^cmdstat_evalsha:calls=(\d+)/m.exec(info)?.[1] ?? 0)
    return [['redis reads', figure('total_reads_processed')], ['redis scripts', scripts], ['redis commands', figure('total_commands_processed')]]
  } finally {
    redis.disconnect()
  }
}
