import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { environment } from '../../config/env'
import { createNetwork } from '../../src/local/network/createNetwork'
import { startRestSide } from '../../src/local/network/rest/startRestSide'
import { scriptedTelephone, takesCalls } from '../../src/local/network/telephones/scriptedTelephone'
import { twimlProblems } from '../support/twiml/checkTwiml'
import { asText } from './asText'
import { fastTime } from './fastTime'
import { playCalls } from './playCalls'

const USAGE = `npm run calls -- [options]: lets many callers ring a service at once, and tells how it answered.

  --web URL          where the service listens (http://127.0.0.1:3000)
  --public URL       PUBLIC_BASE_URL of the service, when it is another (as --web)
  --to NUMBER        its number (+448088005000)
  --calls N          how many callers (100)    --at-once N   how many at one time (50)
  --seed N           the same seed, the same stories (1)
  --speed N          how many times as fast as real time callers live (20)
  --no-faults        a network without faults
  --network-port N   lets the network's REST side listen there, for a service whose TWILIO_API_URL names it
  --telephones LIST  numbers, with commas between, of staff who take every call and talk for a minute

TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are the service's; without them, those of the local mode of this folder.
It exits with 1 when a telephone network would not have taken every answer.
`

const OPTIONS = {
  options: {
    web: { type: 'string', default: 'http://127.0.0.1:3000' }, public: { type: 'string' }, to: { type: 'string', default: '+448088005000' },
    calls: { type: 'string', default: '100' }, 'at-once': { type: 'string', default: '50' }, seed: { type: 'string', default: '1' },
    speed: { type: 'string', default: '20' }, 'no-faults': { type: 'boolean', default: false },
    'network-port': { type: 'string' }, telephones: { type: 'string', default: '' }, help: { type: 'boolean', default: false },
  },
} as const

/** The options as given. @throws what is wrong with them, in words */
function read() {
  try {
    const { values } = parseArgs(OPTIONS)
    for (const name of ['calls', 'at-once', 'seed', 'speed', 'network-port'] as const) {
      if (values[name] !== undefined && !(Number(values[name]) > 0)) throw new Error(`--${name} must be a number above 0.`)
    }
    for (const name of ['web', 'public'] as const) {
      if (values[name] !== undefined && !URL.canParse(values[name])) throw new Error(`--${name} must be an address such as http://127.0.0.1:3000.`)
    }
    return values
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, { cause: error })
  }
}

async function main(): Promise<void> {
  const values = read()
  if (values.help) return void process.stdout.write(USAGE)
  const network = createNetwork({
    ...account(), webUrl: new URL(values.web).origin, publicBaseUrl: new URL(values.public ?? values.web).origin,
    clock: fastTime(Number(values.speed)), speechMsPerCharacter: 20, checkTwiml: twimlProblems,
  })
  for (const number of values.telephones.split(',').filter(Boolean)) network.install(number, scriptedTelephone(takesCalls(60)))
  network.state.progressFaults = values['no-faults'] ? {} : { reorder: true, duplicate: true }
  const port = values['network-port']
  const rest = port === undefined ? undefined : await startRestSide({ exchange: network.exchange, port: Number(port) })
  const report = await playCalls({
    network, to: values.to, calls: Number(values.calls), atOnce: Number(values['at-once']), seed: Number(values.seed), faults: !values['no-faults'],
  })
  await rest?.stop()
  console.log(asText(report))
  if (Object.keys(report.problems).length > 0) process.exitCode = 1
}

/** The service's own, from the environment, or those that local mode has made for itself. */
function account(): { accountSid: string; authToken: string } {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = environment()
  if (accountSid !== undefined && authToken !== undefined) return { accountSid, authToken }
  const file = resolve(__dirname, '../../.local/data/secrets.json')
  if (!existsSync(file)) throw new Error('Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN as the service has them, or start local mode here once: npm start')
  const secrets = JSON.parse(readFileSync(file, 'utf8'))
  return { accountSid: secrets.twilioAccountSid, authToken: secrets.twilioAuthToken }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
