import type { AddressInfo } from 'node:net'
import type { StaffMember } from '../../../src/domain/staff'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall, putEmail } from './enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let browser: DeskBrowser
const ids: Record<string, string> = {}

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  browser = await desk.signIn(duty)
  ids['low'] = await putEmail(desk, { subject: 'A', text: 'B' }, { priority: 'low', minutesAgo: 900 })
  ids['newUrgent'] = await putEmail(desk, { subject: 'A', text: 'B' }, { priority: 'urgent', minutesAgo: 5, openTasks: ['unallocated'] })
  ids['oldUrgent'] = await putCall(desk, { number: '+447700900123' }, { priority: 'urgent', minutesAgo: 20, demonstration: true })
  ids['unread'] = await putCall(desk, {}, { minutesAgo: 1 })
  ids['failed'] = await putEmail(desk, { subject: 'A', text: 'B' }, {
    triageFailed: true, minutesAgo: 30, acknowledgement: { state: 'failed', reason: 'refused', attempts: 6 },
  })
})

afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const shownIds = (html: string): string[] => [...html.matchAll(/data-intake="([0-9a-f]+)"/g)].map(([, id]) => id ?? '')
const rowOf = (html: string, id: string): string => html.split('<tr').find((row) => row.includes(`data-intake="${id}"`)) ?? ''

describe('the queue', () => {
  it('stands in order: what nobody has read, then the most pressing, then the longest waiting', async () => {
    const { text } = await browser.open('/')
    expect(shownIds(text)).toEqual(['failed', 'unread', 'oldUrgent', 'newUrgent', 'low'].map((name) => ids[name]))
    expect(rowOf(text, ids['unread'] ?? '')).toContain('Not yet read')
    expect(rowOf(text, ids['oldUrgent'] ?? '')).toMatch(/Urgent[\s\S]*proposed[\s\S]*20 minutes/)
  })

  it('has what is due first above what came first, of one priority', async () => {
    const set = async (name: string, change: object): Promise<unknown> => desk.connection.collection('intakes').updateOne({ _id: ids[name] as never }, change)
    await set('oldUrgent', { $set: { acceptBy: new Date(desk.now.getTime() + 7 * 60_000) } })
    await set('newUrgent', { $set: { acceptBy: new Date(desk.now.getTime() - 3 * 60_000) } })
    const { text } = await browser.open('/')
    expect(shownIds(text).slice(2, 4)).toEqual([ids['newUrgent'], ids['oldUrgent']])
    for (const name of ['oldUrgent', 'newUrgent']) await set(name, { $unset: { acceptBy: 1 } })
  })

  it('says what has to be cleared', async () => {
    const { text } = await browser.open('/')
    expect(rowOf(text, ids['newUrgent'] ?? '')).toContain('Nobody free')
    expect(rowOf(text, ids['failed'] ?? '')).toContain('Acknowledgement failed')
    expect(rowOf(text, ids['oldUrgent'] ?? '')).toContain('Invented')
    expect(rowOf(text, ids['newUrgent'] ?? '')).not.toContain('Invented')
  })

  it('gives the lists alone to a page that keeps itself up to date', async () => {
    const { text } = await browser.agent.get('/queue/rows?tab=waiting&page=1')
    expect(text).not.toContain('<html')
    expect(shownIds(text)).toHaveLength(5)
  })

  it('is read from an index, in order, without sorting', async () => {
    const plan = await desk.connection.collection('intakes')
      .find({ status: { $in: ['received', 'triaged', 'allocated'] } }).sort({ queueRank: 1, acceptBy: 1, receivedAt: 1 }).limit(31).explain('queryPlanner')
    const stages = JSON.stringify(plan)
    expect(stages).toContain('SORT_MERGE')
    expect(stages).toContain('"rejectedPlans":[]')
    expect(stages).not.toContain('"stage":"SORT"')
    expect(stages).not.toContain('COLLSCAN')
  })

  it.each(['reporter', 'admin', 'police_liaison', 'immigration_officer'] as const)('is no page for the role %s', async (role) => {
    const other = await desk.signIn(await desk.addStaff(role, `Someone ${role}`))
    for (const path of ['/accepted', '/queue/rows', '/queue/updates', `/intakes/${ids['low']}`]) {
      const response = await other.open(path)
      expect([path, response.status]).toEqual([path, 404])
      expect(shownIds(response.text)).toEqual([])
    }
    expect(shownIds((await other.open('/')).text)).toEqual([])
  })

  it('tells an open page within a second which enquiry changed, and ends the stream when the process stops', async () => {
    const server = desk.app.listen(0)
    try {
      const { cookie } = await desk.signIn(duty)
      const { port } = server.address() as AddressInfo
      const response = await fetch(`http://127.0.0.1:${port}/queue/updates`, { headers: { cookie } })
      expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
      desk.tellChange('abc')
      let heard = ''
      while (!heard.includes('data:')) heard += (await reader.read()).value ?? ''
      expect(heard).toContain('event: changed\ndata: ["abc"]')
      desk.stopping.abort()
      while (!(await reader.read()).done);
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})
