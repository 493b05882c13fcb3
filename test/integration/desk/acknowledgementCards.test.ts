import { acknowledgementAlarm } from '../../../src/store/acknowledgementAlarm'
import { taskModel } from '../../../src/store/taskModel'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let atDuty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  atDuty = await desk.signIn(await desk.addStaff('duty', 'Dilys Duty'))
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

describe('an acknowledgement that came back', () => {
  it('is flagged, and its card is closed by whoever reached the sender another way', async () => {
    const id = await putEmail(desk, { subject: 'A worry', text: 'Invented words.' }, {
      priority: 'high', acknowledgement: { state: 'bounced', reason: 'bounced', attempts: 1, sentAt: desk.now, bouncedAt: desk.now, bounceCause: 'unknown_address' },
    })
    const card = `${id}-acknowledgement_failed`
    await taskModel(desk.connection).create({ _id: card, intakeId: id, kind: 'acknowledgement_failed', state: 'open', createdAt: desk.now, dueAt: desk.now, cause: 'bounced' })
    expect((await atDuty.open('/')).text).toContain('Acknowledgement failed')
    const page = (await atDuty.open(`/intakes/${id}`)).text
    expect(page).toContain('It came back: there is no such address, or it takes no mail.')
    expect(page).toContain('Sent, but it came back on')
    expect((await atDuty.send(`/intakes/${id}/closing`, { card, note: 'Reached by telephone through the switchboard.' })).status).toBe(303)
    expect((await atDuty.open('/')).text).not.toContain('Acknowledgement failed')
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('Closed: Acknowledgement failed')
  })
})

describe('acknowledgements that are held back for all', () => {
  it('are told on the desk, once an hour, until somebody has dealt with it', async () => {
    for (let n = 0; n < 3; n += 1) await acknowledgementAlarm(desk.connection).raise(desk.now)
    const { text } = await atDuty.open('/')
    expect(text).toContain('Acknowledgements held back: 1')
    const action = /action="(\/cards\/acknowledgements_stopped-[^"]+)"/.exec(text)?.[1] ?? ''
    expect((await atDuty.send(action, {})).status).toBe(303)
    expect((await atDuty.open('/')).text).not.toContain('Acknowledgements held back')
  })
})
