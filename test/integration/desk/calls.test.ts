import type { StaffMember } from '../../../src/domain/staff'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall } from './enquiries'

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

const OTHER_CALLS = 'Other calls from this number'

describe('calls from one number', () => {
  it('are shown together on the page of each, the latest first', async () => {
    const fromHash = desk.sealer.lookupHash('caller', '+442079460123')
    const number = '+442079460123'
    const first = await putCall(desk, { number, fromHash, state: 'abandoned_queue' }, { minutesAgo: 90 })
    const second = await putCall(desk, { number, fromHash, state: 'abandoned_menu' }, { minutesAgo: 30 })
    const third = await putCall(desk, { number, fromHash }, { minutesAgo: 1 })
    const other = await putCall(desk, { number: '+442079460124', fromHash: desk.sealer.lookupHash('caller', '+442079460124') })
    const { text } = await atDuty.open(`/intakes/${third}`)
    expect(text).toContain(OTHER_CALLS)
    expect(text.indexOf(`href="/intakes/${second}"`)).toBeLessThan(text.indexOf(`href="/intakes/${first}"`))
    expect(text).toMatch(/Not yet read<[\s\S]*The caller hung up while waiting for an adviser\. Received\./)
    expect(text).not.toContain(other)
    expect((await atDuty.open(`/intakes/${first}`)).text).toContain(`href="/intakes/${third}"`)
    expect((await atDuty.open(`/intakes/${other}`)).text).not.toContain(OTHER_CALLS)
  })

  it('are not shown to somebody with a conflict of interest in them', async () => {
    const number = '+442079460177'
    const fromHash = desk.sealer.lookupHash('caller', number)
    const [barred, open] = [await putCall(desk, { number, fromHash }), await putCall(desk, { number, fromHash })]
    const torn = await desk.addStaff('duty', 'Tess Torn')
    await desk.connection.collection<{ _id: string }>('intakes').updateOne({ _id: barred }, { $set: { barred: [{ staffId: torn.id, name: torn.name }] } })
    expect((await (await desk.signIn(torn)).open(`/intakes/${open}`)).text).not.toContain(OTHER_CALLS)
    expect((await atDuty.open(`/intakes/${open}`)).text).toContain(`href="/intakes/${barred}"`)
  })

  it('are never put together when the number was withheld', async () => {
    const withheld = { callerWithheld: true, fromHash: desk.sealer.lookupHash('caller', 'anonymous') }
    const [one] = [await putCall(desk, withheld), await putCall(desk, withheld)]
    expect((await atDuty.open(`/intakes/${one}`)).text).not.toContain(OTHER_CALLS)
  })

  it('are found by the index, in order', async () => {
    const plan = JSON.stringify(await desk.connection.collection('intakes')
      .find({ 'telephony.fromHash': 'x' }).sort({ receivedAt: -1 }).limit(12).explain('queryPlanner'))
    expect(plan).toContain('telephony.fromHash_1_receivedAt_-1')
    expect(plan).not.toMatch(/"stage":"(SORT|COLLSCAN)"/)
  })
})

describe('a call that somebody was woken for', () => {
  it('says who was rung and who accepted', async () => {
    const id = await putCall(desk, { waking: { woken: [duty.id, duty.id, 'gone'], acceptedBy: { staffId: duty.id, name: duty.name, at: desk.now } } })
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain('Woken for this: Dilys Duty. Dilys Duty has seen to it since 23 November 2026, 10:00.')
  })
})
