import type { StaffMember } from '../../../src/domain/staff'
import { coverLeave } from '../../../src/allocation/handover/coverLeave'
import { coverDeps } from '../../../src/compose/handoverDesk'
import { staffModel } from '../../../src/store/staffModel'
import { intakeModel } from '../../../src/store/intakeModel'
import { routedLists } from '../../../src/store/routedLists'
import { secondLists } from '../../../src/store/secondLists'
import { taskModel } from '../../../src/store/taskModel'
import { TaskRepository } from '../../../src/store/taskRepository'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall, putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let manager: StaffMember
let sam: StaffMember
let dot: StaffMember
let at: Record<'manager' | 'sam' | 'dot' | 'duty', DeskBrowser>

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  manager = await desk.addStaff('manager', 'Mona Manager')
  sam = await desk.addStaff('social_worker', 'Sam Worker', { manager: manager.email })
  dot = await desk.addStaff('social_worker', 'Dot Worker', { manager: manager.email })
  const duty = await desk.addStaff('duty', 'Dilys Duty')
  at = { manager: await desk.signIn(manager), sam: await desk.signIn(sam), dot: await desk.signIn(dot), duty: await desk.signIn(duty) }
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const page = async (browser: DeskBrowser, id: string): Promise<string> => textOf((await browser.open(`/intakes/${id}`)).text)
const withSam = async (): Promise<string> => putEmail(desk, { subject: 'with Sam', text: 'Invented.' }, {
  priority: 'high',
  allocation: {
    socialWorker: sam.id, socialWorkerName: sam.name, manager: manager.id, managerName: manager.name, at: desk.now,
    why: { decidedBy: 'least_to_carry', among: 3, has: [{ kind: 'language', language: 'welsh' }], nobodyHas: [{ kind: 'nation', nation: 'Wales' }], managerStandsInFor: 'Max' },
  },
})
const mayBeGiven = (html: string): string => /<select[^>]*id="give-to"[\s\S]*?<\/select>/.exec(html)?.[0] ?? ''
const holder = async (id: string) => (await intakeModel(desk.connection).findById(id).lean())?.allocation?.socialWorkerName
const audited = async (id: string) => (await viewAuditModel(desk.connection).find({ intakeId: id }).sort({ at: 1, _id: 1 }).lean()).map(({ event, staffName }) => `${event} ${staffName}`)

describe('who has an enquiry', () => {
  it('is shown with the reasons', async () => {
    expect(await page(at.duty, await withSam())).toContain(
      'Sam Worker Social worker Mona Manager Manager Has least work of three social workers who could take it; speaks Welsh. Nobody who could take it has experience of Wales. Mona Manager supervises for Max, who is on leave.')
  })

  it('stands on the hand-over list while it is theirs and another has accepted it, until they take it over', async () => {
    const id = await withSam()
    const listed = async () => /Enquiries to be taken over[\s\S]*/.exec((await at.duty.open('/hand-over')).text)?.[0] ?? ''
    expect(await listed()).not.toContain(id)
    await at.duty.open(`/intakes/${id}`)
    expect((await at.duty.send(`/intakes/${id}/acceptance`, {})).status).toBe(303)
    expect(textOf(await listed())).toContain('High; Accepted by Dilys Duty')
    await at.sam.open(`/intakes/${id}`)
    await at.sam.send(`/intakes/${id}/acceptance`, {})
    expect(await listed()).not.toContain(id)
  })

  it('is changed by a manager, with a reason', async () => {
    const id = await withSam()
    await at.manager.open(`/intakes/${id}`)
    const refused = await at.manager.send(`/intakes/${id}/giving`, { to: dot.id, reason: '' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('href="#give-reason"')
    expect(mayBeGiven(refused.text)).toMatch(new RegExp(`<option value="${dot.id}" selected>`))
    expect((await at.manager.send(`/intakes/${id}/giving`, { to: dot.id, reason: 'Dot knows <b>the family</b>.' })).headers['location']).toBe(`/intakes/${id}?done=given`)
    const html = (await at.manager.open(`/intakes/${id}`)).text
    expect(textOf(html)).toContain('Given to Dot Worker by Mona Manager')
    expect(html).toContain('Dot knows &lt;b&gt;the family&lt;/b&gt;.')
    expect(await audited(id)).toContain('giving_tried Mona Manager')
  })

  it('is told in the history from the first on, each once, and by whom and from whom', async () => {
    const id = await withSam()
    const first = desk.now
    try {
      for (const [minutes, to] of [[5, dot], [10, sam], [15, dot]] as const) {
        desk.now = new Date(first.getTime() + minutes * 60_000)
        await at.manager.open(`/intakes/${id}`)
        await at.manager.send(`/intakes/${id}/giving`, { to: to.id, reason: `Reason ${minutes}` })
      }
      const history = (await page(at.manager, id)).split(' History ').at(-1) ?? ''
      expect(history.match(/(?:Allocated|Given) to [^,]*, 10:\d\d [^:]*: Mona Manager/g)).toEqual([
        'Given to Dot Worker by Mona Manager 23 November 2026, 10:15 Reason 15. Until then with Sam Worker. Manager: Mona Manager',
        'Given to Sam Worker by Mona Manager 23 November 2026, 10:10 Reason 10. Until then with Dot Worker. Manager: Mona Manager',
        'Given to Dot Worker by Mona Manager 23 November 2026, 10:05 Reason 5. Until then with Sam Worker. Manager: Mona Manager',
        'Allocated to Sam Worker 23 November 2026, 10:00 Manager: Mona Manager',
      ])
    } finally { desk.now = first }
  })

  it('is told with the manager of then, whoever supervises it since for a leave', async () => {
    const second = await desk.addStaff('manager', 'Nora Manager')
    const id = await withSam()
    const told = async (): Promise<unknown> => (await page(at.duty, id)).split(' History ').at(-1)?.match(/Allocated to .*?, 10:00 Manager: \w+ Manager/g)
    try {
      await at.manager.open('/duty')
      await at.manager.send(`/staff/${manager.id}/leave`, { from: '2026-11-23', to: '2026-11-24', cover: second.id, handOver: 'for_the_leave' })
      expect(await page(at.duty, id)).toMatch(/Nora Manager Manager/)
      expect(await told()).toEqual(['Allocated to Sam Worker 23 November 2026, 10:00 Manager: Mona Manager'])
    } finally {
      await staffModel(desk.connection).updateOne({ _id: manager.id }, { $set: { 'leave.$[].to': '2026-11-22' } })
      await coverLeave(coverDeps(desk, () => desk.now))
    }
    expect(await page(at.duty, id)).toContain('Given back after a leave to Mona Manager')
    expect(await told()).toEqual(['Allocated to Sam Worker 23 November 2026, 10:00 Manager: Mona Manager'])
  })

  it('is told to a colleague before they accept it, and after', async () => {
    const id = await withSam()
    expect(await page(at.dot, id)).toContain('Sam Worker has this enquiry. If you accept it, you see to it until Sam Worker takes it over. Accept this enquiry')
    expect(await page(at.sam, id)).not.toContain('If you accept it')
    const done = (await at.dot.send(`/intakes/${id}/acceptance`, {})).headers['location'] ?? ''
    expect(textOf((await at.dot.open(done)).text)).toContain('You have accepted this enquiry. Sam Worker has not taken it over yet.')
    expect(await page(at.sam, id)).toContain('Dot Worker has accepted it and sees to it until you do. Take this enquiry over')
    expect(textOf((await at.manager.open(`/intakes/${id}?done=given`)).text)).toContain('Given to Sam Worker, who is asked to accept it.')
  })

  it('is not for others to give, or to bar somebody from', async () => {
    const id = await withSam()
    expect(await page(at.sam, id)).not.toContain('Give it to somebody')
    for (const path of ['giving', 'conflicts', 'conflicts/end']) expect((await at.sam.send(`/intakes/${id}/${path}`, { to: dot.id, reason: 'x' })).status).toBe(404)
    expect(await holder(id)).toBe('Sam Worker')
  })

  it('is offered by whoever has it and taken over by the colleague, who sees the offer in the queue and on the page', async () => {
    const id = await withSam()
    expect(await page(at.duty, id)).not.toContain('Offer it to a colleague')
    expect(await page(at.sam, id)).toContain('Offer it to a colleague')
    expect((await at.sam.send(`/intakes/${id}/offer`, { to: dot.id })).headers['location']).toBe(`/intakes/${id}?done=offered`)
    expect(textOf((await at.dot.open('/')).text)).toContain('Offered to Dot Worker')
    expect(await page(at.sam, id)).toContain('Offered to Dot Worker until 14:00. Until then Sam Worker has it.')
    expect(await page(at.sam, id)).not.toContain('Take it over')
    expect(await page(at.dot, id)).toContain('Take it over')
    // Two buttons that take it on, one of which does not take it over, would be one too many.
    expect([await page(at.dot, id), await page(at.sam, id)].map((text) => text.includes('Accept this enquiry'))).toEqual([false, true])
    expect((await at.duty.send(`/intakes/${id}/offer/answer`, { answer: 'accept' })).status).toBe(409)
    expect((await at.dot.send(`/intakes/${id}/offer/answer`, { answer: 'accept' })).headers['location']).toBe(`/intakes/${id}?done=takenOver`)
    expect(await page(at.dot, id)).toMatch(/Dot Worker Social worker .*Accepted by Dot Worker/)
  })

  it('stays when the colleague refuses', async () => {
    const id = await withSam()
    await at.sam.open(`/intakes/${id}`)
    await at.sam.send(`/intakes/${id}/offer`, { to: dot.id })
    await at.dot.open(`/intakes/${id}`)
    expect((await at.dot.send(`/intakes/${id}/offer/answer`, { answer: 'refuse' })).headers['location']).toBe(`/intakes/${id}?done=refused`)
    const { owedTasks } = (await intakeModel(desk.connection).findById(id).lean())!
    await new TaskRepository(taskModel(desk.connection)).raise(id, owedTasks, desk.now)
    expect(await page(at.sam, id)).toContain('Offer of Sam Worker refused by Dot Worker')
    expect(await page(at.sam, id)).toContain('Offer came back Dot Worker refused it, 10:00. It is still with Sam Worker, who may offer it to somebody else')
    expect(await holder(id)).toBe('Sam Worker')
  })

  it('moves at once when a manager sets leave that begins today with a hand-over, and back when it is ended', async () => {
    const id = await withSam()
    await at.manager.open('/duty')
    await at.manager.send(`/staff/${sam.id}/leave`, { from: '2026-11-23', to: '2026-11-30', cover: dot.id, handOver: 'for_the_leave' })
    expect(await page(at.dot, id)).toContain('Covers for a colleague on leave')
    const [, leave] = /name="leave" value="([0-9a-f]+)"/.exec((await at.manager.open(`/staff/${sam.id}/leave`)).text) ?? []
    await at.manager.send(`/staff/${sam.id}/leave/end`, { leave: leave! })
    expect(await holder(id)).toBe('Sam Worker')
    expect(await page(at.manager, id)).toContain('Given back after a leave to Sam Worker')
  })
})

describe('somebody with a conflict of interest', () => {
  it('cannot open the enquiry nor anything of it, and that they tried is written down', async () => {
    const id = await withSam()
    const later = await putCall(desk, { number: '+442079460123' }, { priority: 'high' })
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { joinedTo: id } })
    await at.manager.open(`/intakes/${id}`)
    expect((await at.manager.send(`/intakes/${id}/conflicts`, { to: dot.id, reason: 'Knows the family.' })).headers['location']).toBe(`/intakes/${id}?done=barred`)
    expect(await page(at.manager, id)).toContain('Conflict of interest: Dot Worker cannot open this Mona Manager, 23 November 2026, 10:00')
    expect(mayBeGiven((await at.manager.open(`/intakes/${id}`)).text)).not.toContain(dot.id)
    for (const path of [`/intakes/${id}`, `/intakes/${later}`, `/intakes/${id}/original`, `/intakes/${id}/recordings/RE1`, `/intakes/${id}/attachments/1`]) {
      const answer = await at.dot.open(path)
      expect(answer.status).toBe(404)
      expect(answer.text).toContain('Page not found')
    }
    for (const path of ['acceptance', 'notes', 'priority', 'offer/answer']) expect((await at.dot.send(`/intakes/${id}/${path}`, { note: 'x' })).status).toBe(404)
    expect([await at.dot.open('/'), await at.sam.open('/')].map(({ text }) => text.includes(`href="/intakes/${id}"`))).toEqual([false, true])
    expect(await audited(later)).toEqual(['barred_tried Dot Worker'])
    expect((await at.sam.open(`/intakes/${id}`)).status).toBe(200)
  })

  it('may open it again once a manager has taken that back, with a reason', async () => {
    const id = await withSam()
    const send = async (path: string, form: Record<string, string>) => {
      await at.manager.open(`/intakes/${id}`)
      return at.manager.send(`/intakes/${id}/${path}`, form)
    }
    expect((await at.manager.open(`/intakes/${id}`)).text).not.toContain('Take a conflict of interest back')
    await send('conflicts', { to: dot.id, reason: 'Knows the family.' })
    const empty = await send('conflicts/end', {})
    expect([empty.status, empty.text.includes('href="#unbar-to"'), empty.text.includes('href="#unbar-reason"')]).toEqual([422, true, true])
    expect((await send('conflicts/end', { to: sam.id, reason: 'x' })).text).toContain('They are not barred from this enquiry any more')
    expect((await at.dot.open(`/intakes/${id}`)).status).toBe(404)
    expect((await send('conflicts/end', { to: dot.id, reason: 'Another <b>family</b> of that name.' })).headers['location']).toBe(`/intakes/${id}?done=unbarred`)
    expect((await at.dot.open(`/intakes/${id}`)).status).toBe(200)
    const html = (await at.manager.open(`/intakes/${id}`)).text
    expect(textOf(html)).toMatch(/Conflict of interest taken back: Dot Worker may open this again by Mona Manager .*Conflict of interest: Dot Worker cannot open this by Mona Manager/)
    expect(html).toContain('Another &lt;b&gt;family&lt;/b&gt; of that name.')
    expect(await audited(id)).toContain('conflict_end_tried Mona Manager')
    expect((await send('giving', { to: dot.id, reason: 'Is free.' })).status).toBe(303)
  })

  it('sees it on no list, nor what belongs with it', async () => {
    const first = await withSam()
    const later = await putCall(desk, { number: '+442079460123' }, { priority: 'high' })
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { joinedTo: first } })
    await at.manager.open(`/intakes/${first}`)
    await at.manager.send(`/intakes/${first}/conflicts`, { to: dot.id, reason: 'Knows the family.' })
    for (const path of ['/', '/hand-over']) {
      const seen = await Promise.all([at.dot, at.sam].map(async (browser) => (await browser.open(path)).text.includes(`href="/intakes/${later}"`)))
      expect([path, ...seen]).toEqual([path, false, true])
    }
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { secondRoles: ['police_liaison'], seconds: { police_liaison: { because: [], since: desk.now } } } })
    const second = async (staffId: string) => (await secondLists(desk.connection).list('police_liaison', staffId, 50)).entries.map(({ entry }) => entry.id)
    expect([await second(dot.id), await second(sam.id)]).toEqual([[], [later]])
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { status: 'rerouted', rerouting: { category: 'training' } } })
    const list = async (staffId: string) => (await routedLists(desk.connection).page({ category: 'training', staffId, page: 1, size: 50 })).entries.map(({ entry }) => entry.id)
    expect([await list(dot.id), await list(sam.id)]).toEqual([[], [later]])
  })

  it('in an enquiry that belongs with it stays barred, and the page says through which', async () => {
    const first = await withSam()
    const later = await putCall(desk, { number: '+442079460123' }, { priority: 'high' })
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { joinedTo: first } })
    for (const id of [first, later]) {
      await at.manager.open(`/intakes/${id}`)
      await at.manager.send(`/intakes/${id}/conflicts`, { to: dot.id, reason: 'Knows the family.' })
    }
    await at.manager.send(`/intakes/${later}/conflicts/end`, { to: dot.id, reason: 'Not of this one.' })
    const { reference } = (await intakeModel(desk.connection).findById(first).lean())!
    expect(await page(at.manager, later)).toContain(`Conflict of interest: Dot Worker cannot open this, for it belongs with ${reference}`)
    expect(mayBeGiven((await at.manager.open(`/intakes/${later}`)).text)).not.toContain(dot.id)
    expect((await at.dot.open(`/intakes/${later}`)).status).toBe(404)
  })

  describe('in one of two that are linked', () => {
    const linkedTo = async (other: string, kind: 'same_child' | 'sibling'): Promise<{ id: string; reference: string }> => {
      const id = await withSam()
      await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { links: [{ intakeId: other, kind, by: 'x', byName: 'X', at: desk.now }] } })
      return { id, reference: (await intakeModel(desk.connection).findById(id).lean())!.reference }
    }
    const barFrom = async (id: string, staff: StaffMember) => {
      await at.manager.open(`/intakes/${id}`)
      return at.manager.send(`/intakes/${id}/conflicts`, { to: staff.id, reason: 'The girl is her niece.' })
    }

    it('may open the other, which whoever says so is told, with the way to bar them there too', async () => {
      const id = await withSam()
      const [same, sibling] = [await linkedTo(id, 'same_child'), await linkedTo(id, 'sibling')]
      expect(await page(at.manager, id)).not.toContain('can still open')
      const { headers } = await barFrom(id, dot)
      const { text } = await at.manager.open(headers['location']!)
      const says = [`Dot Worker can still open ${same.reference}, which is linked to it as about the same child.`, `Dot Worker can still open ${sibling.reference}, which is linked to it as about a sibling.`]
      const told = /Saved\. They cannot open this enquiry.*?(?= Received| Reference)/.exec(textOf(text))?.[0]
      for (const one of says) expect(told).toContain(one)
      expect(textOf(text)).toContain(`Bar Dot Worker from ${same.reference} too`)
      const [, action, to] = new RegExp(`action="(/intakes/${same.id}/conflicts)"[\\s\\S]*?name="to" value="([^"]+)"`).exec(text) ?? []
      expect((await at.manager.send(action!, { to: to!, reason: 'The girl is her niece.' })).headers['location']).toBe(`/intakes/${same.id}?done=barred`)
      expect((await at.dot.open(`/intakes/${same.id}`)).status).toBe(404)
      const after = (await page(at.manager, id)).replaceAll(' ,', ',')
      expect([after.includes(says[0]!), after.includes(says[1]!)]).toEqual([false, true])
    })

    it('is told no more on the other than before, and who may not open the other is told nothing of it', async () => {
      const id = await withSam()
      const same = await linkedTo(id, 'same_child')
      const { reference } = (await intakeModel(desk.connection).findById(id).lean())!
      expect(await page(at.dot, same.id)).toContain(reference)
      await barFrom(id, dot)
      const seen = await page(at.dot, same.id)
      expect([reference, 'Conflict of interest', 'can still open'].map((words) => seen.includes(words))).toEqual([false, false, false])
      const nora = await desk.addStaff('manager', 'Nina Manager')
      await barFrom(same.id, nora)
      const atNora = await page(await desk.signIn(nora), id)
      expect([atNora.includes('Conflict of interest: Dot Worker cannot open this'), atNora.includes('can still open'), atNora.includes(same.reference)]).toEqual([true, false, false])
    })

    it('is named to a colleague who cannot bar anybody, without the way to', async () => {
      const id = await withSam()
      const same = await linkedTo(id, 'same_child')
      await barFrom(id, dot)
      const { text } = await at.duty.open(`/intakes/${id}`)
      expect(textOf(text)).toContain(`Dot Worker can still open ${same.reference}`)
      expect(text).not.toContain('/conflicts"')
    })
  })

  it('that is taken back has what waited for somebody looked at again', async () => {
    const id = await putCall(desk, { number: '+442079460123' }, { priority: 'standard' })
    await at.manager.open(`/intakes/${id}`)
    await at.manager.send(`/intakes/${id}/conflicts`, { to: dot.id, reason: 'x' })
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { 'steps.allocate': { state: 'pending', attempts: 1, dueAt: new Date(desk.now.getTime() + 60_000), nobodyFits: true } } })
    await at.manager.send(`/intakes/${id}/conflicts/end`, { to: dot.id, reason: 'Named by mistake.' })
    expect((await intakeModel(desk.connection).findById(id).lean())?.steps.allocate.dueAt).toEqual(desk.now)
  })
})
