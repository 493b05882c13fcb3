import { intakeModel } from '../../../src/store/intakeModel'
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

describe('an enquiry that nobody has accepted in time', () => {
  it('says so in words in the queue and on its page, with who was told, and no longer once somebody accepts it', async () => {
    const id = await putEmail(desk, { subject: 'Words', text: 'Words' }, { priority: 'urgent', minutesAgo: 35 })
    const tellings = [
      { id: 't1', rung: 'on_call', staffId: 'ola', name: 'Ola <b>Call</b>', way: 'call', at: new Date(desk.now.getTime() - 60_000), outcome: 'not_accepted' },
    ]
    await intakeModel(desk.connection).collection.updateOne({ _id: id as never }, { $set: { 'escalation.tellings': tellings } })
    expect((await atDuty.open('/queue/rows')).text).toContain('<span class="desk-flag">Overdue by 20 minutes</span>')
    const page = (await atDuty.open(`/intakes/${id}`)).text
    expect(page).toContain('overdue by 20 minutes')
    expect(page).toContain('Who was told that nobody has accepted it')
    expect(page).toContain('Ola &lt;b&gt;Call&lt;/b&gt;')
    expect(page).toContain('Not accepted')

    await atDuty.send(`/intakes/${id}/acceptance`, {})
    expect((await atDuty.open('/queue/rows')).text).not.toContain('Overdue')
    expect((await atDuty.open(`/intakes/${id}`)).text).not.toContain('To be accepted')
  })

  it('says how long there is still', async () => {
    await putEmail(desk, { subject: 'Later words', text: 'Later words' }, { priority: 'urgent', minutesAgo: 9 })
    expect((await atDuty.open('/queue/rows')).text).toContain('<span class="desk-soft">Due in 6 minutes</span>')
  })
})
