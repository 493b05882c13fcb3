import type { StaffMember } from '../../../src/domain/staff'
import { staffModel } from '../../../src/store/staffModel'
import { intakeModel } from '../../../src/store/intakeModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let manager: StaffMember
let sam: StaffMember
let dilys: StaffMember
let at: Record<'manager' | 'sam', DeskBrowser>

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  manager = await desk.addStaff('manager', 'Mona Manager')
  sam = await desk.addStaff('social_worker', 'Sam Worker', { manager: manager.email })
  dilys = await desk.addStaff('duty', 'Dilys Duty')
  at = { manager: await desk.signIn(manager), sam: await desk.signIn(sam) }
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const stored = async (who: StaffMember) => (await staffModel(desk.connection).findById(who.id).lean())!
const post = async (what: 'rota' | 'skills' | 'limit', form: Record<string, string | string[]>, who = sam) => {
  await at.manager.open(`/staff/${who.id}`)
  return at.manager.send(`/staff/${who.id}/${what}`, form)
}

describe('what a manager sees and changes of somebody', () => {
  it('is found from who is on duty', async () => {
    expect((await at.manager.open('/duty')).text).toContain(`href="/staff/${sam.id}"`)
    expect((await at.sam.open('/duty')).text).not.toContain(`href="/staff/${sam.id}"`)
  })

  it('is when they work, which counts at once', async () => {
    expect((await post('rota', { rota: 'pattern', Mo: '13 to 16:30', We: '09:30-12:00, 13:00-15:00' })).headers['location']).toBe(`/staff/${sam.id}?done=rota`)
    const html = (await at.manager.open(`/staff/${sam.id}`)).text
    expect(html).toContain('value="13:00-16:30"')
    expect(html).toContain('value="09:30-12:00, 13:00-15:00"')
    // The clock stands at Monday, 10:00.
    expect(textOf((await at.manager.open('/duty')).text)).toMatch(/Sam Worker social worker Not working now Mo 13:00-16:30; We 09:30-12:00,13:00-15:00/)
    await post('rota', { rota: 'off' })
    expect(textOf((await at.manager.open('/duty')).text)).toMatch(/Sam Worker social worker Not on the rota/)
    expect((await at.manager.open(`/staff/${sam.id}`)).text).toContain('value="13:00-16:30"')
    await post('rota', { rota: 'service_hours' })
    expect(textOf((await at.manager.open('/duty')).text)).toMatch(/Sam Worker social worker On duty All service hours/)
  })

  it('comes back with what was typed and what is wrong with it', async () => {
    const refused = await post('rota', { rota: 'pattern', Tu: 'mornings <b>only</b>' })
    expect([refused.status, refused.text.includes('href="#Tu"'), refused.text.includes('mornings &lt;b&gt;only&lt;/b&gt;')]).toEqual([422, true, true])
    expect(textOf(refused.text)).toContain('Enter the hours of Tuesday like 09:30-16:30, or leave them empty')
    const half = await post('rota', { rota: 'pattern', Mo: '9-5', Tu: '09:00-12:00, 11:00-15:00' })
    expect(textOf(half.text)).toContain('Monday: 09:00-05:00 would end the next morning. Do you mean 09:00-17:00?')
    expect((await post('rota', { rota: 'pattern', Tu: '09:00-12:00, 11:00-15:00' })).text).toContain('href="#Tu"')
    expect((await post('rota', {})).text).toContain('href="#rota"')
    expect((await stored(sam)).pattern).toBeUndefined()
    const skills = await post('skills', { languages: 'welsh, 7', nations: 'Wales' })
    expect([skills.status, skills.text.includes('href="#languages"'), skills.text.includes('value="Wales" checked')]).toEqual([422, true, true])
    expect((await post('limit', { points: 'many' })).text).toContain('Enter the limit as a whole number of points, such as 25')
  })

  it('is what they know', async () => {
    expect((await post('skills', { nations: ['Scotland', 'Wales', 'France'], exploitation: 'criminal', languages: 'Welsh, vietnamese, welsh' })).status).toBe(303)
    expect((await stored(sam)).skills).toEqual({ nations: ['Scotland', 'Wales'], exploitation: ['criminal'], languages: ['welsh', 'vietnamese'] })
    expect((await at.manager.open(`/staff/${sam.id}`)).text).toContain('value="Welsh, Vietnamese"')
    await post('skills', {})
    expect((await stored(sam)).skills).toEqual({ nations: [], exploitation: [], languages: [] })
  })

  it('is how much they may carry, and that a limit is too small for an urgent enquiry', async () => {
    const allocation = { socialWorker: sam.id, socialWorkerName: sam.name, manager: manager.id, managerName: manager.name, at: desk.now }
    await putEmail(desk, { subject: 'one', text: 'one' }, { priority: 'high', allocation })
    await post('limit', { points: '2' })
    expect(textOf((await at.manager.open(`/staff/${sam.id}`)).text)).toMatch(/Carries 2 of 2 points, 1 enquiry\. .*An urgent enquiry weighs 3 points: with this limit Sam Worker is given no urgent one\./)
    expect(textOf((await at.manager.open('/duty')).text)).toContain('2 of 2 points, 1 enquiry At the limit')
    await putEmail(desk, { subject: 'two', text: 'two' }, { priority: 'low', allocation })
    expect(textOf((await at.manager.open('/duty')).text)).toMatch(/2\.5 of 2 points, 2 enquiries Over the limit/)
    expect(textOf((await at.manager.open('/duty')).text)).not.toContain('At the limit')
    await post('limit', { points: '20' })
    expect((await stored(sam)).caseloadLimit).toBe(20)
  })

  it('has what waits for somebody looked at again at once', async () => {
    const id = await putEmail(desk, { subject: 'waits', text: 'waits' }, { priority: 'standard' })
    const later = new Date(desk.now.getTime() + 60_000)
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { 'steps.allocate': { state: 'pending', attempts: 1, dueAt: later, nobodyFits: true } } })
    await post('limit', { points: '21' })
    expect((await intakeModel(desk.connection).findById(id).lean())?.steps.allocate.dueAt).toEqual(desk.now)
  })

  it('is for somebody who is given no enquiries their hours alone', async () => {
    const text = textOf((await at.manager.open(`/staff/${dilys.id}`)).text)
    expect(text).toContain('Working hours')
    expect(text).not.toContain('Caseload limit')
    for (const what of ['skills', 'limit'] as const) expect((await post(what, { points: '3' }, dilys)).status).toBe(404)
  })

  it('is of an officer their hours, who take no turns', async () => {
    const pat = await desk.addStaff('police_liaison', 'Pat Police')
    expect((await at.manager.open('/duty')).text).toContain(`href="/staff/${pat.id}"`)
    const { text } = await at.manager.open(`/staff/${pat.id}`)
    expect(text).toMatch(/value="service_hours"\s+checked/)
    expect(text).not.toContain('Not on the rota')
    expect((await post('rota', { rota: 'pattern', Tu: '10-14' }, pat)).status).toBe(303)
    expect((await stored(pat)).pattern).toEqual([{ day: 'Tu', from: '10:00', to: '14:00' }])
  })

  it('is for managers alone, and written down', async () => {
    const before = await stored(sam)
    for (const what of ['rota', 'skills', 'limit']) expect((await at.sam.send(`/staff/${sam.id}/${what}`, { rota: 'off', points: '99' })).status).toBe(404)
    expect((await at.sam.open(`/staff/${sam.id}`)).status).toBe(404)
    expect((await at.manager.open('/staff/abcd')).status).toBe(404)
    expect(await stored(sam)).toEqual(before)
    for (const event of ['rota_tried', 'skills_tried', 'limit_tried'] as const) {
      const [entry, ...more] = await viewAuditModel(desk.connection).find({ event, subjectStaffId: sam.id }).lean()
      expect(new Set([entry, ...more].map((one) => one?.staffId))).toEqual(new Set([manager.id]))
    }
  })
})
