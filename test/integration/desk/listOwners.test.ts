import pino from 'pino'
import { routes } from '../../../config/routes'
import { SERVICE } from '../../../config/service'
import { listStandings } from '../../../src/compose/routingDesk'
import { listFigures, tellOwners, type TellOwnersDeps } from '../../../src/routing/tellOwners'
import { warnOfUnknownOwners } from '../../../src/routing/warnOfUnknownOwners'
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
  await staffModel(desk.connection).updateMany({}, { $set: { active: true }, $unset: { leave: '' } })
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

const person = async (name: string, facts: object): Promise<void> => void (await staffModel(desk.connection).updateOne({ name }, { $set: facts }))
const barSam = async (id: string): Promise<void> => {
  const { _id: staffId } = (await staffModel(desk.connection).findOne({ name: 'Sam Worker' }).lean())!
  await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { barred: [{ staffId, name: 'Sam Worker', at: desk.now, by: 'm', byName: 'Mona Manager' }] } })
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

  it('are told the next day, as of what is new, of what was put there while they were being told', async () => {
    await put('training')
    const late = await put('training')
    // Its time is that of the decision: it was written only after the look.
    const { digests, ...rest } = deps()
    const unseen = { ...digests, waiting: async () => (await digests.waiting()).filter(({ id }) => id !== late) }
    await tellOwners({ ...rest, digests: unseen })
    expect(mails.map(({ subject }) => subject)).toEqual(['Advice line: other lists, 1 new'])
    desk.now = new Date('2026-11-24T10:00:00Z')
    expect(await look()).toEqual(['sam.worker: 1 new'])
    expect(mails[0]?.text).toContain('Training requests: 2 wait, 1 of them new.')
    desk.now = new Date('2026-11-25T10:00:00Z')
    expect(await look()).toEqual([])
  })

  it('are told of what was counted on another list and came to theirs after that', async () => {
    await put('donation')
    const moved = await put('training')
    expect(await look()).toEqual(['dilys.duty: 1 new', 'sam.worker: 1 new'])
    await intakeModel(desk.connection).updateOne({ _id: moved }, { $set: { 'rerouting.category': 'donation', 'rerouting.at': new Date('2026-11-23T10:20:00Z') } })
    desk.now = new Date('2026-11-24T10:00:00Z')
    expect(await look()).toEqual(['dilys.duty: 1 new'])
  })

  it('are told by the time alone of what came since a mail of before it was kept which were counted', async () => {
    await put('training')
    expect(await look()).toEqual(['sam.worker: 1 new'])
    await listDigestModel(desk.connection).updateMany({}, { $unset: { counted: '' } })
    desk.now = new Date('2026-11-23T10:05:00Z')
    await put('training')
    desk.now = new Date('2026-11-24T10:00:00Z')
    expect(await look()).toEqual(['sam.worker: 1 new'])
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
    expect(await deps().digests.claim(staffId, '2026-11-23', desk.now, [])).toBe(true)
    expect(await look()).toEqual([])
    desk.now = new Date('2026-11-23T10:02:00Z')
    expect(await look()).toEqual(['sam.worker: 1 new'])
  })

  it('are not told while they are on leave: where that is all of them, the managers are, on the same day, and the page says so', async () => {
    await put('training')
    expect((await atDuty.open('/lists/training')).text).toContain('Whose list it is: Social workers and managers.')
    await person('Sam Worker', { leave: [{ id: 'l', from: '2026-11-20', to: '2026-11-24' }] })
    expect(await look()).toEqual(['mona.manager: 1 new'])
    const words = 'Social workers (none is there today), so managers'
    for (const path of ['/lists', '/lists/training']) expect((await atDuty.open(path)).text).toContain(words)
    expect((await atDuty.open('/lists/donation')).text).toContain('Whose list it is: Duty workers and managers.')
    desk.now = new Date('2026-11-25T10:00:00Z')
    expect(await look()).toEqual(['sam.worker: 1 new'])
  })

  it('are said to be nobody who is there, where the managers are away as well', async () => {
    const away = { leave: [{ id: 'l', from: '2026-11-20', to: '2026-11-24' }] }
    for (const name of ['Sam Worker', 'Mona Manager']) await person(name, away)
    for (const path of ['/lists', '/lists/training']) expect((await atDuty.open(path)).text).toContain('Social workers and managers (nobody is there today)')
    expect((await atDuty.open('/lists/media')).text).toContain('Whose list it is: Managers (nobody is there today).')
    expect((await atDuty.open('/lists/donation')).text).toContain('Whose list it is: Duty workers and managers.')
  })

  it('are the managers where nobody whose it is has an account in use, before anything is late', async () => {
    await put('other')
    await person('Dilys Duty', { active: false })
    expect(await look()).toEqual(['mona.manager: 1 new'])
    await person('Dilys Duty', { active: true })
  })

  it('are told of nothing that they are barred from, which is the managers’ where nobody else has the list', async () => {
    await barSam(await put('training'))
    expect(await look()).toEqual(['mona.manager: 1 new'])
    await put('training')
    desk.now = new Date('2026-11-24T10:00:00Z')
    expect(await look()).toEqual(['sam.worker: 1 new'])
    expect(mails[0]?.text).toContain('Training requests: 1 waits, 1 of them new.')
  })
})

describe('a list that is given to somebody by an address', () => {
  it('which nobody signs in with is named in the log at the start, without the address, and is the managers’', async () => {
    const lines: string[] = []
    const given = routes().routes.map((route) => (route.category === 'training' ? { ...route, owners: { roles: [], staff: ['gone.away@desk.example'] } } : route))
    await warnOfUnknownOwners({ ...deps(), routes: given, log: pino({}, { write: (line: string) => void lines.push(line) }) })
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 40, event: 'list_owner_unknown', kind: 'training', count: 1 }])
    expect(lines.join('')).not.toContain('gone.away')
    await put('training')
    await tellOwners({ ...deps(), routes: given })
    expect(mails.map(({ to }) => to)).toEqual(['mona.manager@desk.example'])
  })

  it('which somebody signs in with is theirs, and nothing is said', async () => {
    const given = routes().routes.map((route) => (route.category === 'training' ? { ...route, owners: { roles: [], staff: ['dilys.duty@desk.example'] } } : route))
    const lines: string[] = []
    await warnOfUnknownOwners({ ...deps(), routes: given, log: pino({}, { write: (line: string) => void lines.push(line) }) })
    await put('training')
    await tellOwners({ ...deps(), routes: given })
    expect([lines, mails.map(({ to }) => to)]).toEqual([[], ['dilys.duty@desk.example']])
  })
})
