import type { TelephoneNetwork } from '../../src/local/network/createNetwork'
import { type RestSide, startRestSide } from '../../src/local/network/rest/startRestSide'
import { scriptedTelephone, takesCalls } from '../../src/local/network/telephones/scriptedTelephone'
import type { IntakeDocument } from '../../src/store/intakeDocument'
import { dropDatabase, freshDatabaseUri } from '../support/servers/databases'
import { type OwnServer, startOwnRedis } from '../support/servers/ownServers'
import { WholeService } from '../support/wholeService'

const PERSON = '+447700900202'
const ADVICE_LINE = '+448088005000'

const uri = freshDatabaseUri()
let redis: OwnServer
let service: WholeService
let network: TelephoneNetwork
let rest: RestSide

beforeAll(async () => {
  redis = await startOwnRedis()
  service = await WholeService.prepare({ mongodbUri: uri, redisUrl: redis.url })
  await service.addDutyTelephone('person', PERSON)
  await service.startWeb()
  network = service.network
  rest = await startRestSide({ exchange: network.exchange })
  await service.startWorkers({ TWILIO_API_URL: rest.url })
})
afterAll(async () => {
  await Promise.all([...network.state.calls.values()].map(async (call) => {
    call.hangUp()
    await call.done
  }))
  await service.stop()
  await rest?.stop()
  await redis.stop()
  await dropDatabase(uri)
})

describe('while Redis', () => {
  it('is connected but says nothing, a caller who waits is put through to a person', async () => {
    process.kill(redis.pid(), 'SIGSTOP')
    try {
      network.install(PERSON, scriptedTelephone(takesCalls(2, 0)))
      const call = network.dial({ from: '+447700900301', to: ADVICE_LINE })
      await call.ready()
      call.press('1')
      await service.until((all) => all.some(({ telephony }) => telephony?.conversation?.name === 'Invented person'))
      await call.done
    } finally {
      process.kill(redis.pid(), 'SIGCONT')
    }
  })

  it('goes away after a mail was read as urgent, somebody is rung for it in its time, and accepts by key 1', async () => {
    network.install(PERSON, scriptedTelephone({ rung: 'answers', acts: [{ press: '1' }] }))
    await service.write('A girl of 14 has been missing from her placement since last night.')
    const isUrgentMail = ({ channel, triage }: IntakeDocument): boolean => channel === 'email' && triage?.priority === 'urgent'
    // Nobody is told in the first half minute: Redis is gone by then.
    await service.until((all) => all.some((one) => isUrgentMail(one) && one.escalation?.tellings === undefined))
    await redis.pause()
    const accepted = await service.until((all) => all.some((one) => isUrgentMail(one) && one.acceptance?.byName === 'Invented person'), 120_000)
    const { escalation, seconds } = accepted.find(isUrgentMail) ?? {}
    expect(escalation?.tellings).toContainEqual(expect.objectContaining({ way: 'call', name: 'Invented person', outcome: 'accepted' }))
    expect(seconds?.police_liaison?.because).toContainEqual({ kind: 'signal', signal: 'missingNow' })
  })

  it('is away, somebody is woken for an urgent caller who hung up', async () => {
    await redis.pause()
    network.install(PERSON, scriptedTelephone({ rung: 'answers', acts: [{ press: '1' }] }))
    const call = network.dial({ from: '+447700900302', to: ADVICE_LINE })
    await call.ready()
    call.press('9')
    await service.until((all) => all.some(({ telephony }) => telephony?.urgentAt !== undefined))
    call.hangUp()
    await call.done
    await service.until((all) => all.some(({ telephony }) => telephony?.waking?.acceptedBy?.name === 'Invented person'))
  })
})
