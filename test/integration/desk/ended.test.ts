import type { StaffMember } from '../../../src/domain/staff'
import { endedAfter, endedIntakes } from '../../../src/store/endedIntakes'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let manager: StaffMember
let at: Record<'manager' | 'sam', DeskBrowser>

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  manager = await desk.addStaff('manager', 'Mona Manager')
  const sam = await desk.addStaff('social_worker', 'Sam Worker', { manager: manager.email })
  at = { manager: await desk.signIn(manager), sam: await desk.signIn(sam) }
})
beforeEach(async () => void (await intakeModel(desk.connection).deleteMany({})))
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const send = async (browser: DeskBrowser, id: string, path: string, form: Record<string, string>) => {
  await browser.open(`/intakes/${id}`)
  return browser.send(`/intakes/${id}/${path}`, form)
}
async function ended(): Promise<string> {
  const id = await putEmail(desk, { subject: 'Training', text: 'Invented.' }, { priority: 'low', category: 'training' })
  await send(at.sam, id, 'rerouting', { category: 'training', reason: '', seenReadAt: desk.now.toISOString() })
  await send(at.sam, id, 'ending', { outcome: 'answered', reason: 'Booked for a quiet place.' })
  return id
}
const bar = async (id: string) => intakeModel(desk.connection)
  .updateOne({ _id: id }, { $set: { barred: [{ staffId: manager.id, name: manager.name, at: desk.now, by: 'x', byName: 'Another' }] } })
/** Many that were ended long ago, several in the same moment. */
async function endedBefore(count: number): Promise<void> {
  const { _id, ...like } = (await intakeModel(desk.connection).findById(await ended()).lean<IntakeDocument>())!
  const past = Array.from({ length: count }, (_, place) => ({
    ...like, _id: (place + 16).toString(16).padStart(8, '0'), reference: `R${place}`, closedAt: new Date(desk.now.getTime() - (1 + Math.floor(place / 3)) * 60_000),
  }))
  await intakeModel(desk.connection).collection.insertMany(past as never)
}

describe('the list of ended enquiries', () => {
  it('shows managers how each ended and who ended it, and no words of anybody’s', async () => {
    const id = await ended()
    const { reference } = (await intakeModel(desk.connection).findById(id).lean())!
    expect((await at.manager.open('/')).text).toContain('href="/ended"')
    const { text } = await at.manager.open('/ended')
    expect(textOf(text)).toMatch(new RegExp(`${reference} 23 November 2026, 10:00 by Sam Worker Answered Training requests 23 November 2026, 10:00 Email`))
    expect(text).not.toContain('quiet place')
    expect(text).toMatch(/href="\/ended" aria-current="page"/)
    for (const path of ['/lists', '/accepted', '/call-backs']) expect((await at.manager.open(path)).text).toContain('href="/ended"')
  })

  it('is empty in words, and no page of anybody else’s', async () => {
    expect(textOf((await at.manager.open('/ended')).text)).toContain('No enquiry has been ended yet.')
    expect((await at.sam.open('/ended')).status).toBe(404)
    expect((await at.sam.open('/')).text).not.toContain('/ended')
  })

  it('leaves out what somebody is barred from, and what came back', async () => {
    const [barred, back] = [await ended(), await ended()]
    await bar(barred)
    await send(at.sam, back, 'return', { reason: 'They wrote of a boy.' })
    expect(textOf((await at.manager.open('/ended')).text)).toContain('No enquiry has been ended yet.')
  })

  it('leaves out what belongs with something that somebody is barred from, and still leads to the page after it', async () => {
    await endedBefore(60)
    const [first, last] = [await ended(), await ended()]
    await intakeModel(desk.connection).updateOne({ _id: last }, { $set: { joinedTo: first } })
    await bar(first)
    const query = { staffId: manager.id, size: 1 }
    const closedAt = new Date(desk.now.getTime() + 60_000)
    await intakeModel(desk.connection).updateOne({ _id: last }, { $set: { closedAt } })
    expect((await at.manager.open('/ended')).text).not.toContain(last)
    expect(await endedIntakes(desk.connection).page(query)).toEqual({ entries: [], next: { at: closedAt, id: last } })
  })

  it('goes back page by page, the latest first, each enquiry once', async () => {
    await endedBefore(120)
    const seen: string[] = []
    let next: string | undefined = '/ended'
    for (let page = 0; next !== undefined && page < 5; page += 1) {
      const { text } = await at.manager.open(next)
      seen.push(...[...text.matchAll(/href="\/intakes\/([0-9a-f]+)"/g)].map(([, id]) => id!))
      next = /href="(\/ended\?[^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
      if (page > 0) expect(text).toContain('The latest</a>')
    }
    expect([seen.length, new Set(seen).size, next]).toEqual([121, 121, undefined])
    const times = await Promise.all(seen.map(async (id) => (await intakeModel(desk.connection).findById(id).lean())!.closedAt!.getTime()))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect((await at.manager.open('/ended?at=nonsense&id=x')).status).toBe(200)
  })

  it('reads no more for a page far back than for the first, whatever lies in the past', async () => {
    await endedBefore(600)
    const looked: number[] = []
    for (const after of [undefined, { at: new Date(desk.now.getTime() - 150 * 60_000), id: 'ffff' }]) {
      const query = { staffId: manager.id, ...(after && { after }) }
      const plan = await endedAfter(intakeModel(desk.connection), query).limit(51).explain('executionStats') as unknown as { executionStats: { totalDocsExamined: number; totalKeysExamined: number } }
      expect(JSON.stringify(plan)).not.toContain('"stage":"SORT"')
      looked.push(plan.executionStats.totalDocsExamined, plan.executionStats.totalKeysExamined)
      expect((await endedIntakes(desk.connection).page({ ...query, size: 50 })).entries).toHaveLength(50)
    }
    for (const count of looked) expect(count).toBeLessThanOrEqual(55)
  })
})
