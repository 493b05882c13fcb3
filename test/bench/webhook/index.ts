import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startOwnMongod } from '../../support/servers/ownServers'
import { startServiceProcess } from '../../support/serviceProcess'
import { buildOnce } from '../../support/buildOnce'
import { fire } from '../frame/load'
import { type Figures, inTurns, type Target } from '../frame/pairs'
import { type Outcome, pairsOutcome } from '../frame/report'
import { ENDPOINTS, newCallSids, shotsAt } from './endpoints'
import { putBarePastCalls, putPastCalls } from './pastCalls'

const CALLS_A_RUN = 600
const IN_FLIGHT = 32
const ROUNDS = 5
const PAST_CALLS = 100_000

/** Every webhook of calls, signed, against the bare limit on the same mongod, with the past in both databases. */
export const webhook = {
  title: `every webhook of the flow, ${CALLS_A_RUN} calls a run, ${IN_FLIGHT} in flight, ${PAST_CALLS} past calls stored`,
  async run(): Promise<Outcome> {
    buildOnce()
    const mongod = await startOwnMongod()
    const database = (name: string): string => mongod.url.replace(/\/(\?|$)/, `/${name}$1`)
    await putPastCalls(database('ours'), PAST_CALLS)
    await putBarePastCalls(database('bare'), PAST_CALLS)
    const ours = await startServiceProcess('web', { MONGODB_URI: database('ours'), SMS_FROM: 'AdviceLine' }, { built: true })
    const bare = await startBareServer(database('bare'))
    try {
      const pairs = await inTurns(
        { ours: async () => liveCalls(ours.port), bare: async () => liveCalls(bare.port) },
        { rounds: ROUNDS, targets: ENDPOINTS.flatMap(({ name }) => targetsOf(name)) },
      )
      return pairsOutcome('Ours against the bare limit', pairs)
    } finally {
      bare.stop()
      await ours.stop()
      await mongod.stop()
    }
  },
}

const targetsOf = (endpoint: string): Target[] => [
  { figure: `${endpoint} per second`, better: 'throughput', atLeast: 0.8 },
  { figure: `${endpoint} p95 ms`, better: 'time', atLeast: 0.8 },
]

/** The same calls at one address after another. */
async function liveCalls(port: number): Promise<Figures> {
  const callSids = newCallSids(CALLS_A_RUN)
  const figures: Record<string, number> = {}
  for (const endpoint of ENDPOINTS) {
    const measured = await fire(port, shotsAt(endpoint, callSids), IN_FLIGHT)
    figures[`${endpoint.name} per second`] = measured['per second']
    figures[`${endpoint.name} p95 ms`] = measured['p95 ms']
  }
  return figures
}

export async function startBareServer(mongodbUri: string): Promise<{ pid: number; port: number; stop(): void }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'bareServer.ts'), mongodbUri], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { pid: child.pid ?? 0, port: Number(line.replace('port ', '')), stop: () => void child.kill() }
}
