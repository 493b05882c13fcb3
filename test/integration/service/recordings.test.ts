import { parseSettings } from '../../../config/env'
import { type RestSide, startRestSide } from '../../../src/local/network/rest/startRestSide'
import { toneOf } from '../../../src/local/network/rest/tone'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import { StoredRecordings } from '../../../src/store/recordingFiles'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { redisUrl } from '../../support/servers/redis'
import { TEST_SETTINGS } from '../../support/settings'
import { WholeService } from '../../support/wholeService'

const uri = freshDatabaseUri()
const SECONDS = 9
let service: WholeService
let rest: RestSide

beforeAll(async () => {
  service = await WholeService.prepare({ mongodbUri: uri, redisUrl: redisUrl() })
  await service.startWeb()
})
afterAll(async () => {
  await service.stop()
  await rest?.stop()
  await dropDatabase(uri)
})

describe('a message that a caller leaves', () => {
  it('is brought home by the workers through the network\'s REST side, though that fails at first, and is removed there', async () => {
    const { network } = service
    rest = await startRestSide({ exchange: network.exchange })
    rest.faults.add({ path: /\.wav$/, fault: { kind: 'truncated' }, times: 1 })
    await service.startWorkers({ TWILIO_API_URL: rest.url })
    const call = network.dial({ from: '+447700900777', to: '+448088005000' })
    while ((await call.ready()) === 'keys') call.press('3')
    call.speakMessage({ seconds: SECONDS })
    await call.done

    const [intake] = await service.until((all) => all.some(({ telephony }) => telephony?.kept[0]?.removedAt !== undefined))
    const [kept] = intake?.telephony?.kept ?? []
    expect(kept).toMatchObject({ contentType: 'audio/x-wav', size: toneOf(SECONDS).length })
    expect(network.state.recordings.size).toBe(0)

    const settings = parseSettings({ ...TEST_SETTINGS })
    if (!settings.ok) throw new Error(settings.problems.join())
    const files = new StoredRecordings(service.connection, await openSealer(service.connection, new KeyRing(settings.settings.DATA_KEYS)))
    const sound = await files.openRecording(intake?._id ?? '', kept?.sid ?? '')
    expect(sound?.bytes.equals(toneOf(SECONDS))).toBe(true)
  })
})
