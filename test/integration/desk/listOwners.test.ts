import pino from 'pino'
import { routes } from '../../../config/routes'
import { SERVICE } from '../../../config/service'
import { listStandings } from '../../../src/compose/routingDesk'
import { listFigures, tellOwners, type TellOwnersDeps } from '../../../src/routing/tellOwners'
import type { RoutedCategory } from '../../../src/domain/routing'
import { intakeModel } from '../../../src/store/intakeModel'
import { listDigestModel, listDigests } from '../../../src/store/listDigests'
import { staffModel } from '../../../src/store/staffModel'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let atDuty: DeskBrowser
const mails: { to: string; subject: string; text: string }[] = []
let outcome: 'sent' | 'failed' = 'sent'

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  atDuty = await desk.signIn(await desk.addStaff('duty', 'Dilys Duty'))
  await desk.addStaff('social_worker', 'Sam Worker')
  await desk.addStaff('manager', 'Mona Manager')
  await desk.addStaff('police_liaison', 'Pat Police')
})
beforeEach(async () => {
  await Promise.all([intakeModel(desk.connection).deleteMany({}), listDigestModel(desk.connection).deleteMany({})])
  mails.length = 0
  outcome = 'sent'
  // A Monday.
  desk.now = new Date('2026-11-23T10:00:00Z')
  desk.isOpen = true
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const deps = (): TellOwnersDeps => ({
  digests: listDigests(desk.connection, () => desk.now), routes: routes().routes, standing: listStandings({ BANK_HOLIDAYS: ['england-and-wales'] }), isOpen: () => desk.isOpen,
  managersWhenLateBy: SERVICE.lists.managersWhenLateBy, deskUrl: 'https://desk.example',
  send: async (to, note) => {
    if (outcome === 'sent') mails.push({ to, ...note })
    return outcome
  },
  now: () => desk.now, log: pino({ level: 'silent' }),
})
const look = async (): Promise<string[]> => {
  mails.length = 0
  await tellOwners(deps())
  return mails.map(({ to, subject }) => `${to.split('@')[0]}: ${subject.replace('Advice line: other lists, ', '')}`).toSorted()
}
/** As a person puts it on a list. */
const put = async (category: RoutedCategory): Promise<string> => {
  const id = await putEmail(desk, { subject: 'Zebedee Quill', text: 'Invented words of a sender.' }, { priority: 'low' })
  await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { 'triage.category': category, receivedAt: desk.now } })
  const { text } = await atDuty.open(`/intakes/${id}`)
  const [, seen = ''] = /name="seenReadAt" value="([^"]*)"/.exec(text) ?? []
  const sent = await atDuty.send(`/intakes/${id}/rerouting`, { category, reason: 'No child.', seenReadAt: seen })
  expect(sent.status).toBe(303)
  return id
}

describe('those whose list it is', () => {
  it('are told when something comes to it, and not a second time that day', async () => {
    await put('training')
    await put('donation')
    expect(await look()).toEqual(['dilys.duty: 1 new', 'sam.worker: 1 new'])
    desk.now = new Date('2026-11-23T11:00:00Z')
    await put('training')
    expect(await look()).toEqual([])
    desk.now = new Date('2026-11-24T09:40:00Z')
    expect(await look()).toEqual(['sam.worker: 1 new'])
    expect(mails[0]?.text).toContain('Training requests: 2 wait, 1 of them new. None is late.')
  })

  it('are the managers where neither a role nor anybody by name has it, as its page says', async () => {
    await put('research')
    await put('media')
    expect(await look()).toEqual(['mona.manager: 2 new'])
    expect((await atDuty.open('/lists/media')).text).toContain('Whose list it is: Managers.')
  })

  it('are told every working day of what is late, and the managers too once it is late by a further day', async () => {
    await put('training')
    expect(await look()).toEqual(['sam.worker: 1 new'])
    // Due on Thursday.
    desk.now = new Date('2026-11-26T10:00:00Z')
    expect(await look()).toEqual([])
    desk.now = new Date('2026-11-27T10:00:00Z')
    expect(await look()).toEqual(['sam.worker: 1 late'])
    desk.now = new Date('2026-11-28T10:00:00Z')
    desk.isOpen = false
    expect(await look()).toEqual([])
    desk.isOpen = true
    desk.now = new Date('2026-11-30T10:00:00Z')
    expect(await look()).toEqual(['mona.manager: 1 new, 1 late', 'sam.worker: 1 late'])
    expect(mails[0]?.text).toContain('1 is late, by up to 2 working days.')
    expect(await listFigures(deps())).toContainEqual({ list: 'training', waiting: 1, late: 1 })
  })

  it('are told figures and the names of lists, and nothing of any enquiry', async () => {
    const id = await put('training')
    await look()
    const { reference } = (await intakeModel(desk.connection).findById(id).lean())!
    for (const word of ['Zebedee', 'Invented words', reference, id]) expect(JSON.stringify(mails)).not.toContain(word)
  })

  it('are told once, however many processes look, and again soon where the mail server took nothing', async () => {
    await put('training')
    outcome = 'failed'
    expect(await look()).toEqual([])
    outcome = 'sent'
    mails.length = 0
    await Promise.all(Array.from({ length: 8 }, async () => tellOwners(deps())))
    expect(mails.map(({ to }) => to)).toEqual(['sam.worker@desk.example'])
    expect(await listDigestModel(desk.connection).find({}).lean()).toMatchObject([{ outcome: 'sent' }])
  })

  it('are told by another process where one ended over it, once its lease is over', async () => {
    await put('training')
    const { _id: staffId } = (await staffModel(desk.connection).findOne({ name: 'Sam Worker' }).lean())!
    expect(await deps().digests.claim(staffId, '2026-11-23', desk.now)).toBe(true)
    expect(await look()).toEqual([])
    desk.now = new Date('2026-11-23T10:02:00Z')
    expect(await look()).toEqual(['sam.worker: 1 new'])
  })

  it('are not told while they are on leave', async () => {
    await put('training')
    await staffModel(desk.connection).updateOne({ name: 'Sam Worker' }, { $set: { leave: [{ id: 'l', from: '2026-11-20', to: '2026-11-24' }] } })
    expect(await look()).toEqual([])
    await staffModel(desk.connection).updateOne({ name: 'Sam Worker' }, { $unset: { leave: '' } })
  })
})
