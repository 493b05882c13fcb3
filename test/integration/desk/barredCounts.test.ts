import type { AddressInfo } from 'node:net'
import type { StaffMember } from '../../../src/domain/staff'
import { deskCallbacks } from '../../../src/store/deskCallbacks'
import { DeskQueue } from '../../../src/store/deskQueue'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { taskModel } from '../../../src/store/taskModel'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let torn: StaffMember
let atTorn: DeskBrowser
let atOther: DeskBrowser
const ids: Record<string, string> = {}

const put = async (name: string, facts: Partial<Record<keyof IntakeDocument | 'rerouting.category', unknown>> = {}, openTasks: ('callback' | 'unallocated')[] = []): Promise<void> => {
  ids[name] = await putEmail(desk, { subject: name, text: 'Invented.' }, { priority: 'urgent', openTasks })
  await intakeModel(desk.connection).updateOne({ _id: ids[name] }, { $set: facts })
}
const barred = (): IntakeDocument['barred'] => [{ staffId: torn.id, name: torn.name, at: desk.now, by: 'x', byName: 'Mona Manager' }]

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  torn = await desk.addStaff('duty', 'Torn Duty')
  atTorn = await desk.signIn(torn)
  atOther = await desk.signIn(await desk.addStaff('duty', 'Dilys Duty'))
  await put('open')
  await put('openAccepted', { status: 'accepted', acceptance: { by: 'x', byName: 'X', at: desk.now } })
  await put('openCallback', {}, ['callback'])
  await put('openListed', { status: 'rerouted', 'rerouting.category': 'training' })

  await put('barred', { barred: barred() }, ['callback'])
  await put('joined', { joinedTo: ids['barred'] })
  // A process died over the join of what this one was joined to.
  await put('joinedFurther', { joinedTo: ids['joined'] })
  await put('first')
  await put('barredLater', { joinedTo: ids['first'], barred: barred(), status: 'accepted', acceptance: { by: 'x', byName: 'X', at: desk.now } })
  await put('beside', { joinedTo: ids['first'], status: 'rerouted', 'rerouting.category': 'training', receivedAt: new Date(desk.now.getTime() - 60 * 86_400_000) })
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const tabsOf = (html: string): readonly string[] => ['Waiting', 'Call-backs', 'Accepted', 'Other lists'].map((name) => new RegExp(`${name} \\(\\d+\\)`).exec(html)?.[0] ?? `no ${name}`)
const tileOf = (html: string): string => /<dt>Urgent<\/dt><dd>(\d+)<\/dd>/.exec(html)?.[1] ?? ''

describe('what is counted for somebody with a conflict of interest', () => {
  it.each(['/', '/accepted', '/call-backs', '/lists', '/lists/training'])('leaves out, at %s, what they may not open and all that belongs with it', async (path) => {
    expect(tabsOf((await atTorn.open(path)).text)).toEqual(['Waiting (2)', 'Call-backs (1)', 'Accepted (1)', 'Other lists (1)'])
    expect(tabsOf((await atOther.open(path)).text)).toEqual(['Waiting (6)', 'Call-backs (2)', 'Accepted (2)', 'Other lists (2)'])
  })

  it('is, by priority, as many as stand below it', async () => {
    for (const [browser, count] of [[atTorn, 2], [atOther, 6]] as const) {
      const { text } = await browser.open('/')
      expect([tileOf(text), text.match(/data-intake="/g)?.length]).toEqual([String(count), count])
    }
  })

  it('is, on each other list, as many as stand on it, and how long the first of those has waited', async () => {
    const rowOf = async (browser: DeskBrowser): Promise<string> => /Training.*?(?=Media|Donation|$)/.exec(textOf((await browser.open('/lists')).text))?.[0] ?? ''
    expect(await rowOf(atOther)).toMatch(/ 2 60 days/)
    expect(await rowOf(atTorn)).toMatch(/ 1 less than a minute/)
  })

  it('is, of callers to be rung back, none of theirs, however many are due before', async () => {
    const of = async (staffId: string) => (await deskCallbacks(desk.connection).due({ limit: 1, staffId })).entries.map(({ id }) => id)
    await desk.connection.collection('tasks').updateOne({ _id: `${ids['barred']}-callback` as never }, { $set: { dueAt: new Date(desk.now.getTime() - 1_000) } })
    expect([await of(torn.id), await of('x')]).toEqual([[ids['openCallback']], [ids['barred']]])
  })

  it('fills a page with what they may open, and leads to no page that has nothing', async () => {
    const page = await new DeskQueue(intakeModel(desk.connection), taskModel(desk.connection)).page({ tab: 'waiting', page: 1, size: 2, staffId: torn.id })
    expect([new Set(page.entries.map(({ id }) => id)), page.more]).toEqual([new Set([ids['open'], ids['openCallback']]), false])
  })

  it('is found by an index, for whoever is barred from nothing by that alone', async () => {
    const plan = await desk.connection.collection('intakes').find({ 'barred.staffId': torn.id }).explain('queryPlanner')
    expect(JSON.stringify(plan)).toContain('barred.staffId_1')
  })
})

describe('a page that keeps itself up to date', () => {
  it('is told of no change in what somebody may not open, nor in what belongs with it', async () => {
    const server = desk.app.listen(0)
    try {
      const { port } = server.address() as AddressInfo
      const listen = async (browser: DeskBrowser): Promise<() => Promise<string>> => {
        const response = await fetch(`http://127.0.0.1:${port}/queue/updates`, { headers: { cookie: browser.cookie } })
        const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
        return async () => {
          let heard = ''
          while (!heard.includes('data:')) heard += (await reader.read()).value ?? ''
          return /data: (.*)/.exec(heard)?.[1] ?? ''
        }
      }
      const [torns, others] = [await listen(atTorn), await listen(atOther)]
      desk.tellChange(ids['joined']!)
      expect(await others()).toBe(JSON.stringify([ids['joined']]))
      for (const name of ['barred', 'beside', 'open']) desk.tellChange(ids[name]!)
      expect(await torns()).toBe(JSON.stringify([ids['open']]))
      // Barred while the page is open: its line goes.
      await intakeModel(desk.connection).updateOne({ _id: ids['openListed']! }, { $set: { barred: barred() } })
      desk.tellChange(ids['openListed']!)
      expect(await torns()).toBe('[]')
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})
