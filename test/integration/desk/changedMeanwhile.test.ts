import type { StaffMember } from '../../../src/domain/staff'
import { intakeModel } from '../../../src/store/intakeModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const anEnquiry = async (): Promise<string> => putEmail(desk, { subject: 'A worry', text: 'Invented words.' }, { priority: 'standard' })
const stampOnPage = async (id: string) => /data-stamp="([^"]+)" data-stamp-href="([^"]+)"/.exec((await atDuty.open(`/intakes/${id}`)).text)?.slice(1) ?? []

describe('how an enquiry stands, as its open page asks after a gap', () => {
  it('is the same until something of it is written, and then another', async () => {
    const id = await anEnquiry()
    const [stamp, href = ''] = await stampOnPage(id)
    expect([href, (await atDuty.open(href)).text]).toEqual([`/intakes/${id}/stamp`, stamp])
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { 'triage.priority': 'urgent' } })
    expect((await atDuty.open(href)).text).not.toBe(stamp)
    expect((await stampOnPage(id))[0]).not.toBe(stamp)
  })

  it('is the same while only its clocks go on and others are told', async () => {
    const id = await anEnquiry()
    const [stamp, href = ''] = await stampOnPage(id)
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { 'steps.escalate.dueAt': new Date(desk.now.getTime() + 60_000), 'escalation.rung': 2, 'callbackEscalation.rung': 1 } })
    expect((await atDuty.open(href)).text).toBe(stamp)
  })

  it('tells nothing of it, is no view of it, and is kept by no browser', async () => {
    const id = await anEnquiry()
    const { text, headers } = await atDuty.open(`/intakes/${id}/stamp`)
    expect([/^[\w-]{43}$/.test(text), headers['cache-control']]).toEqual([true, 'no-store'])
    expect(await viewAuditModel(desk.connection).countDocuments({ intakeId: id })).toBe(0)
  })

  it('is told nobody who may not open it', async () => {
    const id = await anEnquiry()
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { barred: [{ staffId: duty.id, name: duty.name, at: desk.now, by: 'm', byName: 'Mona Manager' }] } })
    expect((await atDuty.open(`/intakes/${id}/stamp`)).status).toBe(404)
    expect((await atDuty.open('/intakes/0123456789abcdef01234567/stamp')).status).toBe(404)
  })
})
