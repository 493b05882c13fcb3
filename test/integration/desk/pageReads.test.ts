import { childDesk } from '../../../src/compose/childDesk'
import type { StaffMember } from '../../../src/domain/staff'
import { deskFacts } from '../../../src/store/deskFacts'
import { intakeModel } from '../../../src/store/intakeModel'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall, putEmail } from './enquiries'

const uri = freshDatabaseUri()
const CALLS_FOR_POLICE = { secondRoles: ['police_liaison'], seconds: { police_liaison: { because: [{ kind: 'signal', signal: 'missingNow' }], since: new Date('2026-11-23T09:00:00Z') } } } as const
interface Together {
  readonly enquiry: string
  readonly child: string
  readonly call: string
}
let few: Together
let many: Together
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser
let atPolice: DeskBrowser
let asked = 0

beforeAll(async () => {
  desk = await DeskApp.open(`${uri}&monitorCommands=true`)
  desk.connection.getClient().on('commandStarted', () => (asked += 1))
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
  atPolice = await desk.signIn(await desk.addStaff('police_liaison', 'Pia Police'))
  few = await hangingTogether(1)
  many = await hangingTogether(5)
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const said = () => ({ by: duty.id, byName: duty.name, at: desk.now })
const anEnquiry = async (minutesAgo: number): Promise<string> => {
  const id = await putEmail(desk, { subject: 'A worry', text: 'Linh Tran, born on 27 March 2010, is missing.' }, { priority: 'high', minutesAgo })
  await intakeModel(desk.connection).updateOne({ _id: id }, { $set: CALLS_FOR_POLICE })
  await deskFacts(desk.connection, desk.sealer).record(id, { kind: 'nation', values: { nation: 'Wales' }, ...said() })
  return id
}
async function aChild(intakeId: string, name: string, siblings: readonly string[] = []): Promise<string> {
  const recorded = await childDesk(desk).record({ intakeId, seen: await childDesk(desk).countRecordedOf(intakeId), token: `ab${name.length}`, details: { name }, siblings, ...said() })
  return recorded.kind === 'recorded' ? recorded.childId : ''
}

/** An enquiry with so many linked to it, suggested, joined to it, and under the record of its child; each with a child of its own. And a caller who rang so often. */
async function hangingTogether(count: number): Promise<Together> {
  const [enquiry, intakes] = [await anEnquiry(60), intakeModel(desk.connection)]
  const child = await aChild(enquiry, 'Linh Tran')
  const callers = { number: '+442079460123', fromHash: `number ${count}` }
  for (let each = 0; each < count; each += 1) {
    const [linked, suggested, later, under] = [await anEnquiry(50), await anEnquiry(40), await anEnquiry(30), await anEnquiry(20)]
    const { reference } = (await intakes.findById(linked).lean())!
    await intakes.updateOne({ _id: enquiry }, {
      $push: { links: { intakeId: linked, kind: 'same_child', ...said() }, suggestions: { intakeId: suggested, why: 'same_child' }, history: { kind: 'linked', other: reference, otherId: linked, link: 'same_child', ...said() } },
    })
    await intakes.updateOne({ _id: later }, { $set: { joinedTo: enquiry } })
    await childDesk(desk).putUnder({ childId: child, intakeId: under, ...said() })
    await aChild(linked, 'Minh Tran')
    await aChild(enquiry, 'Hoa Tran'.repeat(each + 1), [child])
    await putCall(desk, callers, { minutesAgo: each, priority: 'high' })
  }
  return { enquiry, child, call: await putCall(desk, callers, { priority: 'high' }) }
}

async function countOf(path: string, by = atDuty): Promise<number> {
  const before = asked
  expect((await by.open(path)).status).toBe(200)
  return asked - before
}

describe('how often a page asks the database', () => {
  it.each([
    ['an enquiry', ({ enquiry }: Together) => `/intakes/${enquiry}`],
    ['a call of somebody who rang before', ({ call }: Together) => `/intakes/${call}`],
    ['everybody who was told of an enquiry', ({ enquiry }: Together) => `/intakes/${enquiry}/tellings`],
    ['a child', ({ child }: Together) => `/children/${child}`],
    ['recording a child', ({ enquiry }: Together) => `/intakes/${enquiry}/child`],
  ])('does not grow with what hangs together, on the page of %s', async (_page, path) => {
    expect(await countOf(path(many))).toBeLessThanOrEqual(await countOf(path(few)))
  })

  it('nor for an officer, who must be called for in each that they are told of', async () => {
    expect(await countOf(`/intakes/${many.enquiry}`, atPolice)).toBeLessThanOrEqual(await countOf(`/intakes/${few.enquiry}`, atPolice))
  })

  it('stays within what one request may ask', async () => {
    expect(await countOf(`/intakes/${many.enquiry}`)).toBeLessThanOrEqual(70)
    expect(await countOf(`/children/${many.child}`)).toBeLessThanOrEqual(35)
    for (const list of ['/', '/accepted', '/callers']) expect(await countOf(list)).toBeLessThanOrEqual(16)
  })
})
