import { intakeModel } from '../../../src/store/intakeModel'
import { keepTellings } from '../../../src/store/keptTellings'
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
      { id: 't2', rung: 'manager', staffId: 'mona', name: 'Mona', way: 'mail', at: new Date(desk.now.getTime() - 60_000), outcome: 'sent', says: 'nobody_fits' },
    ]
    await intakeModel(desk.connection).collection.updateOne({ _id: id as never }, { $set: { 'escalation.tellings': tellings } })
    expect((await atDuty.open('/queue/rows')).text).toContain('<span class="desk-flag">Overdue by 20 minutes</span>')
    const page = (await atDuty.open(`/intakes/${id}`)).text
    expect(page).toContain('overdue by 20 minutes')
    expect(page).toContain('Who was told that nobody has accepted it')
    expect(page).toContain('Ola &lt;b&gt;Call&lt;/b&gt;')
    expect(page).toContain('Not accepted')
    expect(page).toContain('Email<span class="desk-soft">nobody can be given it</span>')
    expect((await atDuty.open(`/intakes/${id}/tellings`)).text).toContain('Nobody can be given it')

    await atDuty.send(`/intakes/${id}/acceptance`, {})
    expect((await atDuty.open('/queue/rows')).text).not.toContain('Overdue')
    expect((await atDuty.open(`/intakes/${id}`)).text).not.toContain('To be accepted')
  })

  it('leads to all who were told, the oldest first, those too who stand in the enquiry no more', async () => {
    const id = await putEmail(desk, { subject: 'Night words', text: 'Night words' }, { priority: 'urgent', minutesAgo: 35 })
    const telling = (nth: number, way: 'call' | 'mail') => ({
      id: nth.toString(16).padStart(24, '0'), rung: 'on_call' as const, staffId: 'ola', name: `Ola <${nth}>`, way, at: new Date(desk.now.getTime() - (200 - nth) * 1_000), outcome: 'sent' as const,
    })
    await keepTellings(desk.connection, id, Array.from({ length: 101 }, (_, nth) => ({ ...telling(nth, 'mail'), about: 'enquiry' as const })))
    await intakeModel(desk.connection).collection.updateOne({ _id: id as never }, { $set: { 'escalation.tellings': [telling(101, 'call')] } })
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain(`<a class="govuk-link" href="/intakes/${id}/tellings">Who was told of it (102 times)</a>`)
    const first = (await atDuty.open(`/intakes/${id}/tellings`)).text
    expect([first.indexOf('Ola &lt;0&gt;') < first.indexOf('Ola &lt;99&gt;'), first.includes('Ola &lt;100&gt;')]).toEqual([true, false])
    const later = /href="([^"]*)" rel="next"/.exec(first)![1]!.replaceAll('&amp;', '&')
    const second = (await atDuty.open(later)).text
    expect([second.includes('Ola &lt;99&gt;'), second.includes('Ola &lt;100&gt;'), second.includes('Ola &lt;101&gt;'), second.includes('rel="next"')]).toEqual([false, true, true, false])
    expect((await atDuty.open(`/intakes/${'0'.repeat(64)}/tellings`)).status).toBe(404)
  })

  it('says whom it waits for once it was accepted by another than whoever has it, who alone can take it over', async () => {
    const mona = await desk.addStaff('manager', 'Mona')
    const sabela = await desk.addStaff('social_worker', 'Sabela', { manager: mona.email })
    const atSabela = await desk.signIn(sabela)
    const allocation = { socialWorker: sabela.id, socialWorkerName: 'Sabela', manager: mona.id, managerName: 'Mona', at: desk.now }
    const id = await putEmail(desk, { subject: 'Other words', text: 'Other words' }, { priority: 'urgent', minutesAgo: 5, allocation })
    await atDuty.send(`/intakes/${id}/acceptance`, {})
    const tellings = [{ id: 't1', rung: 'manager', staffId: 'm', name: 'Mona', way: 'mail', at: desk.now, outcome: 'sent', says: 'take_over' }]
    await intakeModel(desk.connection).collection.updateOne({ _id: id as never }, { $set: { 'escalation.tellings': tellings } })
    expect((await atDuty.open('/queue/rows?tab=accepted')).text).toContain('<span class="desk-flag">Sabela has not taken it over yet</span>')
    const page = (await atDuty.open(`/intakes/${id}`)).text
    for (const words of ['Sabela has not taken it over yet.', 'To be taken over', 'to be taken over</span>']) expect(page).toContain(words)
    expect(page).not.toContain('Take this enquiry over')
    expect((await atDuty.open(`/intakes/${id}/tellings`)).text).toContain('It is to be taken over')

    expect((await atSabela.open(`/intakes/${id}`)).text).toContain('Take this enquiry over')
    await atSabela.send(`/intakes/${id}/acceptance`, {})
    const taken = (await atDuty.open(`/intakes/${id}`)).text
    expect(taken).toContain('Accepted, taken over from Dilys Duty')
    expect(taken).not.toContain('has not taken it over yet')
    expect((await atDuty.open('/queue/rows?tab=accepted')).text).not.toContain('has not taken it over yet')
  })

  it('says how long there is still', async () => {
    await putEmail(desk, { subject: 'Later words', text: 'Later words' }, { priority: 'urgent', minutesAgo: 9 })
    expect((await atDuty.open('/queue/rows')).text).toContain('<span class="desk-soft">Due in 6 minutes</span>')
  })
})
