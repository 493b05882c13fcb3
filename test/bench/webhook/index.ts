import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks'
import { startOwnMongod } from '../../support/servers'
import { startServiceProcess } from '../../support/serviceProcess'
import { TEST_SETTINGS } from '../../support/settings'
import { fire, type Shot } from '../frame/load'
import { inTurns, type PairsResult } from '../frame/pairs'

const ROOT = resolve(__dirname, '../../..')
const CALLS_A_RUN = 4_000
const IN_FLIGHT = 32
const ROUNDS = 7

/** First webhooks of calls, signed, each of a call of its own, against the bare limit on the same mongod. */
export const webhook = {
  title: `POST /twilio/voice, ${CALLS_A_RUN} calls a run, ${IN_FLIGHT} in flight`,
  async run(): Promise<PairsResult> {
    execFileSync(process.execPath, [join(ROOT, 'config/build.mjs')], { stdio: 'ignore' })
    const mongod = await startOwnMongod()
    const database = (name: string): string => mongod.url.replace(/\/(\?|$)/, `/${name}$1`)
    const ours = await startServiceProcess('web', { MONGODB_URI: database('ours') }, { built: true })
    const bare = await startBareServer(database('bare'))
    try {
      return await inTurns(
        { ours: async () => fire(ours.port, newCalls(), IN_FLIGHT), bare: async () => fire(bare.port, newCalls(), IN_FLIGHT) },
        {
          rounds: ROUNDS,
          targets: [
            { figure: 'per second', better: 'throughput', atLeast: 0.8 },
            { figure: 'p95 ms', better: 'time', atLeast: 0.8 },
          ],
        },
      )
    } finally {
      bare.stop()
      await ours.stop()
      await mongod.stop()
    }
  },
}

let callsMade = 0

/** Calls that nobody has made yet, signed beforehand: making them must not be measured. */
export function newCalls(): Shot[] {
  const path = '/twilio/voice'
  return Array.from({ length: CALLS_A_RUN }, () => {
    callsMade += 1
    const form = {
      CallSid: `CA${callsMade.toString(16).padStart(32, '0')}`,
      AccountSid: TEST_SETTINGS.TWILIO_ACCOUNT_SID,
      From: `+44770090${String(callsMade % 10_000).padStart(4, '0')}`,
      To: TEST_SETTINGS.ADVICE_LINE_NUMBER,
      CallStatus: 'ringing',
      ApiVersion: '2010-04-01',
      Direction: 'inbound',
    }
    const signature = getExpectedTwilioSignature(TEST_SETTINGS.TWILIO_AUTH_TOKEN, TEST_SETTINGS.PUBLIC_BASE_URL + path, form)
    return {
      path,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
      body: new URLSearchParams(form).toString(),
    }
  })
}

export async function startBareServer(mongodbUri: string): Promise<{ pid: number; port: number; stop(): void }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'bareServer.ts'), mongodbUri], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { pid: child.pid ?? 0, port: Number(line.replace('port ', '')), stop: () => void child.kill() }
}
