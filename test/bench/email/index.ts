import { join } from 'node:path'
import { connectStore } from '../../../src/store/connection'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { type OwnServer, startOwnDovecot, startOwnMongod } from '../../support/servers/ownServers'
import { buildOnce } from '../../support/buildOnce'
import { type Figures, inTurns } from '../frame/pairs'
import { type Outcome, pairsOutcome } from '../frame/report'
import { aMessageOf, fillInbox } from './messages'
import { timeSide } from './side'

const MESSAGES = 2_000
const BYTES = 20 * 1024
const ROUNDS = 5

interface Servers {
  readonly mongod: OwnServer
  readonly dovecot: Awaited<ReturnType<typeof startOwnDovecot>>
}

/** Mail that waits in a mailbox, taken in up to the stored enquiry, against the least that could take it in durably. */
export const email = {
  title: `${MESSAGES} messages of ${BYTES / 1024} KB waiting in the mailbox, until the last enquiry is stored`,
  async run(): Promise<Outcome> {
    buildOnce()
    const [mongod, dovecot] = await Promise.all([startOwnMongod(), startOwnDovecot()])
    try {
      const pairs = await inTurns(
        {
          ours: async () => takeIn('ownPipeline.ts', { mongod, dovecot }, checkIntakes),
          bare: async () => takeIn('rawPipeline.ts', { mongod, dovecot }, checkRaw),
        },
        { rounds: ROUNDS, targets: [{ figure: 'messages a second', better: 'throughput', atLeast: 0.8 }] },
      )
      return pairsOutcome('Ours against a raw pipeline (processor time: servers included)', pairs)
    } finally {
      await Promise.all([mongod.stop(), dovecot.stop()])
    }
  },
}

let runs = 0

/** Each run has a mailbox and a database of its own. */
async function takeIn(program: string, { mongod, dovecot }: Servers, check: (mongodbUri: string) => Promise<void>): Promise<Figures> {
  runs += 1
  const mailbox = dovecot.mailbox(`run-${runs}`)
  const mongodbUri = mongod.url.replace(/\/(\?|$)/, `/run-${runs}$1`)
  await fillInbox(mailbox.imapUrl, Array.from({ length: MESSAGES }, (_, nth) => aMessageOf(BYTES, nth)))
  const input = { mongodbUri, imapUrl: mailbox.imapUrl, messages: MESSAGES }
  const { seconds, cpuSeconds } = await timeSide(join(__dirname, program), input, [mongod.pid(), dovecot.pid()])
  await check(mongodbUri)
  return { 'messages a second': MESSAGES / seconds, 'processor ms a message': (cpuSeconds * 1_000) / MESSAGES }
}

/** What was fast and wrong must not count. */
async function checkIntakes(mongodbUri: string): Promise<void> {
  await withDatabase(mongodbUri, async (connection) => {
    const intakes = await connection.collection<IntakeDocument>('intakes').find().toArray()
    const whole = intakes.filter(({ steps, acknowledgement, email: mail }) => mail && steps.triage.state === 'pending' && acknowledgement.state === 'pending')
    if (intakes.length !== MESSAGES || whole.length !== MESSAGES || new Set(intakes.map(({ email: mail }) => mail?.sha256)).size !== MESSAGES) {
      throw new Error(`There are ${intakes.length} enquiries, ${whole.length} of them whole, of ${MESSAGES} messages.`)
    }
  })
}

async function checkRaw(mongodbUri: string): Promise<void> {
  await withDatabase(mongodbUri, async (connection) => {
    const count = await connection.collection('mail').countDocuments()
    if (count !== MESSAGES) throw new Error(`The raw pipeline stored ${count} of ${MESSAGES} messages.`)
  })
}

async function withDatabase(mongodbUri: string, work: (connection: Awaited<ReturnType<typeof connectStore>>) => Promise<void>): Promise<void> {
  const connection = await connectStore(mongodbUri)
  try {
    await work(connection)
    // The next run shall not pay for the memory that this one's documents take.
    await connection.dropDatabase()
  } finally {
    await connection.close()
  }
}
