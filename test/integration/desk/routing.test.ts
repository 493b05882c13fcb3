import { SERVICE } from '../../../config/service'
import { routingDeps } from '../../../src/compose/routingDesk'
import { cardsWithReturns, withReturns } from '../../../src/compose/whatBringsBack'
import { priorityRank } from '../../../src/domain/priority'
import type { StaffMember } from '../../../src/domain/staff'
import type { Triage } from '../../../src/domain/triage'
import { confirmCategory } from '../../../src/routing/confirmCategory'
import { caseloadsOf } from '../../../src/store/caseloads'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { StepLedger } from '../../../src/store/stepLedger'
import { taskModel } from '../../../src/store/taskModel'
import { TaskRepository } from '../../../src/store/taskRepository'
import { TriageLedger } from '../../../src/store/triageLedger'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall, putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let manager: StaffMember
let sam: StaffMember
let at: Record<'manager' | 'sam' | 'duty' | 'police', DeskBrowser>

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  manager = await desk.addStaff('manager', 'Mona Manager')
  sam = await desk.addStaff('social_worker', 'Sam Worker', { manager: manager.email })
  const [duty, police] = [await desk.addStaff('duty', 'Dilys Duty'), await desk.addStaff('police_liaison', 'Pat Police')]
  at = { manager: await desk.signIn(manager), sam: await desk.signIn(sam), duty: await desk.signIn(duty), police: await desk.signIn(police) }
})
beforeEach(async () => void (await intakeModel(desk.connection).deleteMany({})))
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const READ_AT = '2026-11-23T10:00:00.000Z'
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const change = async (id: string, facts: object): Promise<void> => void (await intakeModel(desk.connection).updateOne({ _id: id }, { $set: facts }))
const pair = (countedWith?: string) => ({
  socialWorker: sam.id, socialWorkerName: sam.name, manager: manager.id, managerName: manager.name, at: desk.now, ...(countedWith !== undefined && { countedWith }),
})
const aRequest = async (options: Parameters<typeof putEmail>[2] = {}): Promise<string> =>
  putEmail(desk, { subject: 'Training', text: 'Invented.' }, { priority: 'low', category: 'training', ...options })
const post = async (browser: DeskBrowser, id: string, path: string, form: Record<string, string> = {}) => {
  await browser.open(`/intakes/${id}`)
  return browser.send(`/intakes/${id}/${path}`, form)
}
const reroute = async (browser: DeskBrowser, id: string, form: Record<string, string> = {}) =>
  post(browser, id, 'rerouting', { category: 'training', reason: '', seenReadAt: READ_AT, ...form })
const onAList = async (options: Parameters<typeof putEmail>[2] = {}): Promise<string> => {
  const id = await aRequest(options)
  expect((await reroute(at.duty, id)).headers['location']).toBe(`/intakes/${id}?done=rerouted`)
  return id
}
const page = async (browser: DeskBrowser, path: string): Promise<string> => textOf((await browser.open(path)).text)
const kindsOf = async (id: string): Promise<readonly string[]> => ((await stored(id)).history ?? []).map(({ kind }) => kind)
const loadOfSam = async (): Promise<number> => (await caseloadsOf(intakeModel(desk.connection), [sam.id], SERVICE.caseWeights)).get(sam.id)?.load ?? 0

/** As the triage worker does. */
async function triaged(id: string, found: Partial<Triage>): Promise<void> {
  const steps = new StepLedger(intakeModel(desk.connection), desk.sealer, () => desk.now)
  const ledger = withReturns(new TriageLedger(steps, desk.sealer, () => desk.now, SERVICE.secondProfessionals), routingDeps(desk, () => desk.now))
  await change(id, { 'steps.triage.dueAt': desk.now })
  const { claim, intake } = (await steps.claim('triage', id))!
  const triage: Triage = {
    priority: 'low', proposedPriority: 'low', category: 'training', indicators: [], signals: {}, nation: 'unknown', reasons: [], rulesVersion: 'test', at: desk.now, ...found,
  }
  expect(await ledger.recordTriage(claim, triage, { status: intake.status, triaged: intake.triage !== undefined })).toBe('recorded')
}
const aFurtherMessage = async (to: string): Promise<string> => {
  const id = await putEmail(desk, { subject: 'Further', text: 'Invented.' })
  await change(id, { joinedTo: to })
  return id
}

describe('what is no child concern', () => {
  it('stays in the queue until a named person confirms what the rules propose, and then stands on its own list', async () => {
    const id = await aRequest()
    const { reference } = await stored(id)
    expect((await stored(id)).status).toBe('triaged')
    expect(await page(at.duty, `/intakes/${id}`)).toContain('What the rules propose')
    expect((await reroute(at.duty, id)).status).toBe(303)
    expect(await stored(id)).toMatchObject({ status: 'rerouted', rerouting: { category: 'training', proposed: 'training', byName: 'Dilys Duty', at: desk.now } })
    expect(await page(at.duty, '/')).not.toContain(reference)
    expect(await page(at.duty, '/lists')).toMatch(/Training requests Social workers and managers 3 working days 1 less than a minute\. To be answered by 26 November 2026/)
    expect(await page(at.duty, '/lists/training')).toContain(reference)
    expect(await page(at.duty, '/lists/media')).toContain('Nothing waits on this list.')
    expect((await at.duty.open('/lists/nothing')).status).toBe(404)
    expect(await page(at.duty, `/intakes/${id}`)).toMatch(/Put on another list: Training by Dilys Duty/)
    expect((await viewAuditModel(desk.connection).find({ intakeId: id, event: 'rerouting_tried' }).lean()).map(({ staffName }) => staffName)).toEqual(['Dilys Duty'])
  })

  it('is late in words, counted in working days', async () => {
    const id = await onAList({ minutesAgo: 7 * 24 * 60 })
    expect(await page(at.duty, '/lists/training')).toContain('Overdue by 2 working days')
    expect(await page(at.duty, `/intakes/${id}`)).toContain('Overdue by 2 working days')
  })

  it('gets a reason where a person decides otherwise than the rules, and the form keeps what was typed', async () => {
    const id = await aRequest()
    const refused = await reroute(at.duty, id, { category: 'research' })
    expect([refused.status, refused.text.includes('href="#reroute-reason"'), (await stored(id)).status]).toEqual([422, true, 'triaged'])
    expect(refused.text).toMatch(/value="research" checked/)
    expect((await reroute(at.duty, id, { category: 'research', reason: 'A <b>student</b> asks.' })).status).toBe(303)
    const html = (await at.duty.open(`/intakes/${id}`)).text
    expect(html).toContain('A &lt;b&gt;student&lt;/b&gt; asks.')
    expect(textOf(html)).toContain('The rules had proposed: Training.')
    expect(JSON.stringify(await stored(id))).not.toContain('student')
  })

  it('waits for nobody to be allocated, offered or asked any more', async () => {
    const id = await aRequest({ openTasks: ['unallocated'] })
    await change(id, { 'steps.allocate': { state: 'working', dueAt: desk.now, attempts: 1, token: 'held' }, owedTasks: [{ kind: 'unallocated', dueAt: desk.now }] })
    expect((await reroute(at.duty, id)).status).toBe(303)
    const { steps, owedTasks } = await stored(id)
    expect([steps.allocate, owedTasks]).toEqual([{ state: 'done', attempts: 1 }, []])
    expect(await taskModel(desk.connection).countDocuments({ intakeId: id, state: 'open' })).toBe(0)
  })

  it('waits for nobody to accept it either: its clock is shown no more', async () => {
    const id = await aRequest()
    await change(id, { acceptBy: desk.now })
    expect(await page(at.duty, `/intakes/${id}`)).toContain('To be accepted')
    await reroute(at.duty, id)
    expect(await page(at.duty, `/intakes/${id}`)).not.toMatch(/To be accepted|Waiting/)
  })

  it('may be put there by duty workers, social workers and managers; others do not find the page', async () => {
    for (const path of ['/lists', '/lists/training']) expect((await at.police.open(path)).status).toBe(404)
    const id = await aRequest()
    for (const path of ['category', 'rerouting', 'return', 'taking', 'ending']) expect((await at.police.send(`/intakes/${id}/${path}`, { category: 'training' })).status).toBe(404)
    expect((await reroute(at.sam, id)).status).toBe(303)
  })
})

describe('what an enquiry is about', () => {
  const confirm = async (browser: DeskBrowser, id: string, form: Record<string, string> = {}) =>
    post(browser, id, 'category', { category: 'training', reason: '', seenReadAt: READ_AT, ...form })

  it('is confirmed by one press, and the enquiry stays where it is, with whoever has it', async () => {
    const id = await aRequest({ allocation: pair() })
    const before = await stored(id)
    expect(await page(at.duty, `/intakes/${id}`)).toContain('Training: proposed by the rules, confirmed by nobody yet. Confirm: Training')
    expect((await confirm(at.duty, id)).headers['location']).toBe(`/intakes/${id}?done=category`)
    const { categoryConfirmed, history: _history, ...after } = await stored(id)
    const { history: _before, ...same } = before
    expect([after, categoryConfirmed]).toEqual([same, { category: 'training', byName: 'Dilys Duty', by: expect.any(String), at: desk.now }])
    const text = await page(at.sam, `/intakes/${id}`)
    expect(text).toContain('Training: confirmed by Dilys Duty on 23 November 2026, 10:00.')
    expect(text).toContain('Found to be about: Training by Dilys Duty')
    expect(text).not.toContain('Confirm: Training')
    expect(await viewAuditModel(desk.connection).countDocuments({ intakeId: id, event: 'category_confirmation_tried' })).toBe(1)
  })

  it('is found otherwise with a reason, which is sealed', async () => {
    const id = await aRequest()
    const refused = await confirm(at.duty, id, { category: 'child_concern' })
    expect([refused.status, refused.text.includes('href="#category-reason"'), (await stored(id)).categoryConfirmed]).toEqual([422, true, undefined])
    expect(refused.text).toMatch(/value="child_concern" checked/)
    expect((await confirm(at.duty, id, { category: 'child_concern', reason: 'It names <b>a girl</b>.' })).status).toBe(303)
    const html = (await at.duty.open(`/intakes/${id}`)).text
    expect(html).toContain('It names &lt;b&gt;a girl&lt;/b&gt;.')
    expect(textOf(html)).toContain('Concern about a child: confirmed by Dilys Duty on 23 November 2026, 10:00. The rules had proposed: Training.')
    expect(JSON.stringify(await stored(id))).not.toContain('girl')
  })

  it('as a person found it bars it, and what belongs with it, from the other lists', async () => {
    const id = await aRequest()
    const mate = await onAList()
    const third = await aRequest()
    for (const other of [mate, third]) await change(other, { joinedTo: id })
    await confirm(at.duty, id, { category: 'child_concern', reason: 'It names a girl.' })
    expect([(await stored(mate)).status, await kindsOf(mate)]).toEqual(['triaged', ['rerouted', 'came_back']])
    for (const other of [id, third]) {
      const { categoryConfirmed, triage } = await stored(other)
      // Said to be about a child it is not low any more either.
      const seen = categoryConfirmed ? { seenCategoryAt: categoryConfirmed.at.toISOString(), seenConfirmedAt: triage?.confirmedAt?.toISOString() ?? '' } : {}
      expect((await reroute(at.duty, other, { reason: 'Only training.', ...seen })).status).toBe(422)
    }
  })

  it('found to concern a child by somebody whose page is older than the list brings it back', async () => {
    const id = await onAList()
    expect((await confirm(at.sam, id, { category: 'media', reason: 'x' })).status).toBe(409)
    expect((await confirm(at.sam, id, { category: 'child_concern', reason: 'It names a girl.' })).status).toBe(303)
    expect(await stored(id)).toMatchObject({ status: 'triaged', categoryConfirmed: { category: 'child_concern' } })
  })

  it('found to concern a child while somebody else puts it on a list is asked for again, and then brings it back', async () => {
    const id = await aRequest()
    const { routed, now } = routingDeps(desk, () => desk.now)
    const actor = { staffId: sam.id, name: sam.name }
    const confirmed = async () => confirmCategory({ routed, now }, { intakeId: id, category: 'child_concern', reason: 'It names a girl.', seen: { at: new Date(READ_AT) }, actor })
    // The other write lands after this one has found nothing on a list.
    const bringBackThread = routed.bringBackThread.bind(routed)
    routed.bringBackThread = async (...asked) => {
      const count = await bringBackThread(...asked)
      await routed.reroute(id, { at: new Date(READ_AT) }, { category: 'training', by: manager.id, byName: manager.name, at: desk.now, reason: '' })
      return count
    }
    expect(await confirmed()).toEqual({ kind: 'overtaken' })
    expect((await stored(id)).categoryConfirmed).toBeUndefined()
    routed.bringBackThread = bringBackThread
    expect(await confirmed()).toEqual({ kind: 'done' })
    expect(await stored(id)).toMatchObject({ status: 'triaged', categoryConfirmed: { category: 'child_concern' } })
  })

  it('makes a decision to put it on a list that was begun before count no more', async () => {
    const id = await aRequest()
    await confirm(at.sam, id, { category: 'research', reason: 'A student.' })
    expect((await reroute(at.duty, id)).status).toBe(409)
    const seenCategoryAt = (await stored(id)).categoryConfirmed!.at.toISOString()
    expect(await page(at.duty, `/intakes/${id}`)).toContain('What Sam Worker found')
    // What a person has found needs no reason again.
    expect((await reroute(at.duty, id, { category: 'research', seenCategoryAt })).status).toBe(303)
  })

  it('stays as a person found it when it is read again', async () => {
    const id = await aRequest()
    await confirm(at.duty, id, { category: 'media', reason: 'A journalist.' })
    await triaged(id, { category: 'general' })
    expect(await stored(id)).toMatchObject({ triage: { category: 'general' }, categoryConfirmed: { category: 'media' } })
  })
})

describe('an enquiry about an adult', () => {
  it('shows who helps in its nation while it waits, an urgent one above all; a child’s shows nobody', async () => {
    const adult = await aRequest({ priority: 'urgent', category: 'other', nation: 'Wales' })
    const text = await page(at.duty, `/intakes/${adult}`)
    expect(text).toContain('Modern Slavery and Exploitation Helpline, 08000 121 700')
    expect(text).toContain('Bawso, see its own website for how to reach it')
    expect(text).not.toContain('Migrant Help')
    expect(await page(at.duty, `/intakes/${await aRequest({ category: 'child_concern' })}`)).not.toContain('08000 121 700')
  })

  it('begins with whoever helps adults, and folds what is asked of a child away; so does one on a list, until something is known of a child', async () => {
    const ASIDE = 'If it is about a child after all'
    const adult = await aRequest({ priority: 'urgent', category: 'other', nation: 'Wales' })
    const text = await page(at.duty, `/intakes/${adult}`)
    expect(text.indexOf('If it is about an adult')).toBeLessThan(text.indexOf('Arrived by'))
    expect(text).toContain('If somebody is in immediate danger')
    expect(text).toMatch(/If it is about a child after all .*The child and the referral/)
    expect(await page(at.duty, `/intakes/${await onAList()}`)).toContain(ASIDE)
    for (const own of [{ category: 'child_concern' }, { priority: 'urgent', category: 'other', signals: { ageDisputed: [] } }] as const) expect(await page(at.duty, `/intakes/${await aRequest(own)}`)).not.toContain(ASIDE)
    expect((await at.duty.send(`/intakes/${adult}/facts`, { kind: 'language', language: '' })).text).toMatch(/<details class="govuk-details" open>\s*<summary[^>]*><span[^>]*>If it is about a child after all/)
    expect((await at.duty.send(`/intakes/${adult}/facts`, { kind: 'missing_now', answer: 'yes' })).status).toBe(303)
    expect(await page(at.duty, `/intakes/${adult}`)).not.toContain(ASIDE)
  })
})

describe('any sign of a child concern', () => {
  it('overrides training, media and donation: only a manager passes it on, with a reason', async () => {
    for (const category of ['training', 'media', 'donation'] as const) {
      const id = await aRequest({ category, signals: { threats: [] } })
      expect(await page(at.duty, `/intakes/${id}`)).toContain('It may be about a child, so that only a manager can put it on another list: Threats')
      expect((await reroute(at.duty, id, { category, reason: 'Only training.' })).status).toBe(422)
      expect((await reroute(at.manager, id, { category })).status).toBe(422)
      expect((await stored(id)).status).toBe('triaged')
      expect((await reroute(at.manager, id, { category, reason: 'An exercise for students.' })).status).toBe(303)
    }
  })

  it('is no age by itself, which anybody may pass on, with a reason', async () => {
    const id = await putEmail(desk, { subject: 'Training', text: 'Thank you for the training. D (15) sends his regards.' }, { priority: 'low', category: 'training' })
    expect(await page(at.duty, `/intakes/${id}`)).toContain('The age or date of birth of somebody who may be a child stands in its words')
    expect((await reroute(at.duty, id)).text).toContain('Enter why this is no concern about a child')
    expect((await reroute(at.duty, id, { reason: 'A pupil on work experience.' })).status).toBe(303)
  })

  it('includes that of an enquiry that it belongs with', async () => {
    const id = await aRequest()
    const first = await putEmail(desk, { subject: 'A worry', text: 'Invented.' }, { priority: 'standard' })
    await change(id, { joinedTo: first })
    expect((await reroute(at.duty, id)).text).toContain('Another enquiry that belongs with it may be about a child')
    expect((await stored(id)).status).toBe('triaged')
  })

  it('is waited for: what is urgent, unread, unheard or has an unread reply cannot be passed on by anybody', async () => {
    const urgent = await aRequest({ priority: 'urgent' })
    const unread = await putEmail(desk, { subject: 'Unread', text: 'Invented.' })
    const unheard = await putCall(desk, { number: '+442079460123' }, { priority: 'low', category: 'training', openTasks: ['listen'] })
    const replied = await aRequest()
    await aFurtherMessage(replied)
    for (const id of [urgent, unread, unheard, replied]) {
      const before = await stored(id)
      expect((await reroute(at.manager, id, { reason: 'Because.' })).status).toBe(409)
      expect(await stored(id)).toEqual(before)
    }
  })

  it('that was found since the page was opened counts: the decision is asked for again', async () => {
    const id = await aRequest()
    const late = await reroute(at.duty, id, { seenReadAt: '2026-11-23T09:59:00.000Z' })
    expect([late.status, (await stored(id)).status]).toEqual([409, 'triaged'])
    expect(late.text).toContain('was read or decided on anew meanwhile')
  })
})

describe('an enquiry on a list', () => {
  it('is brought back by anybody on duty, with a reason, to whoever had it, who accepts it afresh', async () => {
    const id = await aRequest({ allocation: pair() })
    await change(id, { status: 'accepted', acceptance: { by: sam.id, byName: sam.name, at: desk.now } })
    expect((await reroute(at.duty, id)).status).toBe(303)
    expect((await post(at.sam, id, 'return')).status).toBe(422)
    expect((await post(at.sam, id, 'return', { reason: 'It names a girl.' })).headers['location']).toBe(`/intakes/${id}?done=broughtBack`)
    const back = await stored(id)
    expect([back.status, back.acceptance, back.rerouting, back.allocation?.socialWorker]).toEqual(['allocated', undefined, undefined, sam.id])
    expect(await page(at.duty, '/')).toContain(back.reference)
    expect(await page(at.duty, `/intakes/${id}`)).toMatch(/Brought back to the queue by Sam Worker .*It names a girl\. .*Until then with Sam Worker\./)
    expect((await post(at.sam, id, 'return', { reason: 'Again.' })).status).toBe(409)
  })

  it('that nobody had is allocated when it comes back', async () => {
    const id = await onAList()
    await post(at.duty, id, 'return', { reason: 'Look again.' })
    expect(await stored(id)).toMatchObject({ status: 'triaged', steps: { allocate: { state: 'pending', dueAt: desk.now, attempts: 0 } } })
  })

  it.each([
    ['urgent', { priority: 'urgent' }], ['a child concern', { category: 'child_concern' }], ['one by a signal alone', { signals: { missingNow: [] } }],
  ] as const)('comes back by itself when a further message that is %s joins it', async (_what, found) => {
    const id = await onAList()
    const further = await aFurtherMessage(id)
    await triaged(further, found)
    expect([(await stored(id)).status, await kindsOf(id)]).toEqual(['triaged', ['rerouted', 'came_back']])
    expect(await page(at.duty, `/intakes/${id}`)).toContain(`Came back by itself: ${(await stored(further)).reference} belongs with it`)
    expect((await stored(id)).history?.at(-1)).toMatchObject({ otherId: further })
    await triaged(further, found)
    expect(await kindsOf(id)).toEqual(['rerouted', 'came_back'])
  })

  it('stays when a further message is no child concern: that waits in the queue by itself, and the list says so', async () => {
    const id = await onAList()
    await triaged(await aFurtherMessage(id), {})
    expect((await stored(id)).status).toBe('rerouted')
    expect(await page(at.duty, '/lists/training')).toContain('A later message waits')
  })

  it('comes back when a person joins it with what may concern a child, or raises what belongs with it', async () => {
    const joined = await onAList()
    const worry = await putEmail(desk, { subject: 'A worry', text: 'Invented.' }, { priority: 'high' })
    await change(worry, { suggestions: [{ intakeId: joined, why: 'reference' }] })
    expect((await post(at.duty, worry, 'suggestions', { enquiry: joined, answer: 'join' })).status).toBe(303)
    expect((await stored(joined)).status).toBe('triaged')

    const raised = await onAList()
    const further = await aFurtherMessage(raised)
    await triaged(further, {})
    expect((await post(at.duty, further, 'priority', { priority: 'urgent', reason: 'A boy is named.', seenPriority: 'low' })).status).toBe(303)
    expect((await stored(raised)).status).toBe('triaged')
  })

  it.each(['missing_now', 'in_contact_now'])('comes back urgent, to whoever had it, when somebody records danger now (%s); what was ended too', async (kind) => {
    for (const isEnded of [false, true]) {
      const id = await onAList({ allocation: pair() })
      if (isEnded) await change(id, { status: 'closed', closedBy: manager.id, closedByName: manager.name, closedAt: desk.now, outcome: 'advised' })
      expect((await post(at.duty, id, 'facts', { kind, answer: 'yes' })).headers['location']).toBe(`/intakes/${id}?done=factRaised`)
      const { status, rerouting, closedAt, queueRank, triage, steps, facts } = await stored(id)
      expect([status, rerouting, closedAt, queueRank, triage?.priority, steps.escalate.state, facts?.length]).toEqual(['allocated', undefined, undefined, priorityRank('urgent'), 'urgent', 'pending', 1])
      expect(await kindsOf(id)).toEqual(['rerouted', 'brought_back', 'priority_confirmed'])
      expect(await page(at.sam, `/intakes/${id}`)).toContain('Recorded as in danger now.')
    }
  })

  it.each([['more pressing', { raised: { isAllocated: false } }], ['no more pressing', {}]])('is read again where a note on it was being read, as %s, when somebody put it there', async (_how, raised) => {
    const id = await aRequest()
    await change(id, { 'steps.triage': { state: 'pending', attempts: 0, dueAt: desk.now } })
    const steps = new StepLedger(intakeModel(desk.connection), desk.sealer, () => desk.now)
    const { claim, intake: { triage } } = (await steps.claim('triage', id))!
    expect((await reroute(at.duty, id)).status).toBe(303)
    const ledger = new TriageLedger(steps, desk.sealer, () => desk.now, SERVICE.secondProfessionals)
    expect(await ledger.recordTriage(claim, { ...triage!, priority: 'urgent' }, { status: 'triaged', triaged: true, ...raised })).toBe('claim_lost')
    expect(await stored(id)).toMatchObject({ status: 'rerouted', triage: { priority: 'low' }, steps: { triage: { state: 'working' } } })
  })

  it.each([
    ['a message of the caller that came home late', 'listen', 'rerouted'], ['the same, once it was ended there', 'listen', 'closed'],
    ['a note that nothing could read, once it was ended there', 'triage_failed', 'closed'],
  ] as const)('comes back for %s', async (_what, kind, status) => {
    const id = await onAList()
    const owedTasks = [{ kind, dueAt: desk.now }]
    await change(id, { status, owedTasks })
    await cardsWithReturns(new TaskRepository(taskModel(desk.connection)), routingDeps(desk, () => desk.now)).raise(id, owedTasks, desk.now)
    expect(await stored(id)).toMatchObject({ status: 'triaged', steps: { allocate: { state: 'pending' }, escalate: { state: 'pending' } } })
    expect((await kindsOf(id)).at(-1)).toBe('came_back')
  })

  it('that cannot be brought back, though danger now is recorded of it, is answered so', async () => {
    const id = await aRequest()
    await change(id, { status: 'rerouted' })
    const sent = await post(at.duty, id, 'facts', { kind: 'missing_now', answer: 'yes' })
    expect([sent.status, textOf(sent.text)]).toEqual([409, expect.stringContaining('This is recorded, but the enquiry could not be made urgent.')])
    expect((await stored(id)).facts).toHaveLength(1)
  })

  it('is taken by whoever’s list it is, once, and taken over by a colleague who sees who had it', async () => {
    const id = await onAList()
    expect(await page(at.duty, `/intakes/${id}`)).not.toContain('Take it')
    expect((await post(at.duty, id, 'taking')).status).toBe(409)
    expect((await post(at.sam, id, 'taking', { seenTakenBy: '' })).headers['location']).toBe(`/intakes/${id}?done=taken`)
    expect((await post(at.sam, id, 'taking', { seenTakenBy: '' })).status).toBe(303)
    expect((await post(at.manager, id, 'taking', { seenTakenBy: '' })).status).toBe(409)
    expect(await page(at.manager, '/lists/training')).toContain('Sam Worker')
    expect(await page(at.manager, `/intakes/${id}`)).toContain('Take it over')
    expect((await post(at.manager, id, 'taking', { seenTakenBy: sam.id })).status).toBe(303)
    expect(await kindsOf(id)).toEqual(['rerouted', 'route_taken', 'route_taken'])
  })

  it('shows a reply in both languages that is sent by nobody but the worker', async () => {
    const id = await onAList()
    const { reference } = await stored(id)
    const html = (await at.sam.open(`/intakes/${id}`)).text
    expect(html).toContain(`Your request for training - reference ${reference}`)
    expect(html).toContain(`Eich cais am hyfforddiant - cyfeirnod ${reference}`)
    expect(html).toContain('href="mailto:mara.quill%40social-care.invented.example?subject=')
  })
})

describe('ending an enquiry', () => {
  it('is done by whoever’s list it is, with how it ended and what was done; the history tells it', async () => {
    const id = await onAList()
    await post(at.sam, id, 'notes', { note: 'Offered two dates.' })
    expect((await post(at.duty, id, 'ending', { outcome: 'answered', reason: 'x' })).status).toBe(409)
    const refused = await post(at.sam, id, 'ending')
    expect([refused.status, refused.text.includes('href="#close-choice"'), refused.text.includes('href="#close-reason"')]).toEqual([422, true, true])
    expect((await post(at.sam, id, 'ending', { outcome: 'answered', reason: 'Booked for <i>March</i>.' })).headers['location']).toBe(`/intakes/${id}?done=ended`)
    expect(await stored(id)).toMatchObject({ status: 'closed', closedBy: sam.id, closedByName: 'Sam Worker', closedAt: desk.now, outcome: 'answered' })
    expect(JSON.stringify(await stored(id))).not.toContain('March')
    const html = (await at.duty.open(`/intakes/${id}`)).text
    expect(html).toContain('Booked for &lt;i&gt;March&lt;/i&gt;.')
    expect(textOf(html)).toMatch(/Ended: Answered by Sam Worker .*Offered two dates\..*Put on another list: Training/)
    expect(await page(at.duty, '/lists/training')).toContain('Nothing waits')
    expect((await post(at.sam, id, 'ending', { outcome: 'answered', reason: 'x' })).status).toBe(409)
  })

  it('of a child concern is refused, with a sentence that says why', async () => {
    for (const options of [{ priority: 'high' as const, category: 'child_concern' as const }, {}]) {
      const id = await aRequest(options)
      const refused = await post(at.manager, id, 'ending', { outcome: 'no_answer_needed', reason: 'Nothing to do.' })
      expect([refused.status, (await stored(id)).status]).toEqual([409, 'triaged'])
      expect(refused.text).toContain('it may concern a child: its social worker or its manager ends it')
    }
  })

  it('waits until its cards are cleared and what joined it is read', async () => {
    const id = await onAList()
    const further = await aFurtherMessage(id)
    expect((await post(at.sam, id, 'ending', { outcome: 'answered', reason: 'Done.' })).status).toBe(409)
    await triaged(further, {})
    await taskModel(desk.connection).create({ _id: `${id}-failed`, intakeId: id, kind: 'acknowledgement_failed', state: 'open', createdAt: desk.now, dueAt: desk.now })
    expect((await post(at.sam, id, 'ending', { outcome: 'answered', reason: 'Done.' })).status).toBe(409)
    expect((await stored(id)).status).toBe('rerouted')
  })

  it('is undone by anybody on duty with a reason, and by itself when a child concern joins', async () => {
    for (const again of ['by hand', 'by itself']) {
      const id = await onAList()
      await post(at.sam, id, 'ending', { outcome: 'passed_on', reason: 'Sent to the trainers.' })
      if (again === 'by hand') await post(at.duty, id, 'return', { reason: 'They wrote of a boy.' })
      else await triaged(await aFurtherMessage(id), { priority: 'urgent', category: 'child_concern' })
      const back = await stored(id)
      expect([back.status, back.closedBy, back.outcome, back.closingReason]).toEqual(['triaged', undefined, undefined, undefined])
      expect(await page(at.duty, `/intakes/${id}`)).toContain('Ended: Passed on to somebody else')
    }
  })
})

describe('the caseload', () => {
  it('goes down exactly once: when an enquiry leaves for a list, and not again when it is ended', async () => {
    const id = await aRequest({ priority: 'standard', allocation: pair() })
    await aRequest({ priority: 'standard', allocation: pair() })
    expect(await loadOfSam()).toBe(2)
    await Promise.all([reroute(at.duty, id), reroute(at.sam, id)])
    expect(await loadOfSam()).toBe(1)
    expect((await kindsOf(id)).filter((kind) => kind === 'rerouted')).toHaveLength(1)
    await post(at.sam, id, 'ending', { outcome: 'answered', reason: 'Done.' })
    expect(await loadOfSam()).toBe(1)
    await post(at.duty, id, 'return', { reason: 'Look again.' })
    expect(await loadOfSam()).toBe(2)
  })

  it('keeps what shared the place of an enquiry that left: the earliest of it has the place, until that comes back', async () => {
    const first = await aRequest({ priority: 'standard', allocation: pair(), minutesAgo: 60 })
    const laterOnes = [await aRequest({ priority: 'standard', allocation: pair(first), minutesAgo: 30 }), await aRequest({ priority: 'standard', allocation: pair(first), minutesAgo: 20 })]
    for (const id of laterOnes) await change(id, { joinedTo: first })
    expect(await loadOfSam()).toBe(1)
    await reroute(at.duty, first)
    expect(await loadOfSam()).toBe(1)
    await post(at.duty, first, 'return', { reason: 'Look again.' })
    expect(await loadOfSam()).toBe(1)
    expect((await stored(laterOnes[1]!)).allocation?.countedWith).toBe(first)
  })
})

describe('point 4 of the field’s list: automation never downgrades or closes', () => {
  it('holds for what the rules take for training at low priority, however often it is read', async () => {
    const id = await putEmail(desk, { subject: 'Training', text: 'Invented.' })
    for (let times = 0; times < 3; times += 1) await triaged(id, {})
    expect([(await stored(id)).status, await kindsOf(id)]).toEqual(['triaged', []])
  })

  it('holds for what is on a list: neither it nor what joined it is ended by being read again', async () => {
    const id = await onAList()
    await triaged(await aFurtherMessage(id), {})
    await triaged(id, {})
    expect((await stored(id)).status).toBe('rerouted')
  })
})

describe('point 5 of the field’s list: age unsure or disputed is a child', () => {
  it('so that an enquiry about somebody who says that they are an adult stays in the queue', async () => {
    const id = await aRequest({ category: 'other', signals: { ageDisputed: [] } })
    expect((await reroute(at.duty, id, { category: 'other', reason: 'Says that she is twenty.' })).text).toContain('Age unsure or disputed: treat as a child')
    expect((await stored(id)).status).toBe('triaged')
  })
})

describe('point 15 of the field’s list: the caller’s words stay apart', () => {
  it('from what people decide: putting an enquiry on a list and ending it changes none of them', async () => {
    const id = await aRequest()
    const { email, triage } = await stored(id)
    await reroute(at.duty, id)
    await post(at.sam, id, 'ending', { outcome: 'answered', reason: 'Done.' })
    const after = await stored(id)
    expect([after.email, after.triage]).toEqual([email, triage])
  })
})

describe('who has what is on a list', () => {
  it('is whoever took it there, not who had it in the queue; once they are barred nobody has, and the history says so', async () => {
    const id = await onAList({ allocation: pair() })
    const whoHasIt = async (): Promise<string> => /Who has it (?!, and)(.*?) No concern about a child/.exec(await page(at.manager, `/intakes/${id}`))?.[1] ?? ''
    expect(await whoHasIt()).toContain('It is on a list, and nobody has taken it there yet.')
    expect(await whoHasIt()).not.toContain('Sam Worker Social worker')
    expect((await post(at.sam, id, 'taking', { seenTakenBy: '' })).status).toBe(303)
    expect(await whoHasIt()).toContain('Sam Worker Has taken it on its list')
    expect((await post(at.manager, id, 'conflicts', { to: sam.id, reason: 'Knows the school.' })).headers['location']).toBe(`/intakes/${id}?done=barred`)
    expect(await whoHasIt()).toContain('It is on a list, and nobody has taken it there yet.')
    const words = await page(at.manager, `/intakes/${id}`)
    expect(words).not.toContain('Sam Worker Has taken it')
    expect(words).toContain('Nobody has taken it yet.')
    expect(words).toContain('Sam Worker, who had taken this on its list, is not there for it any more')
    // Only once, however often it is looked at.
    expect((await kindsOf(id)).filter((kind) => kind === 'taking_ended')).toHaveLength(1)
    await post(at.manager, id, 'conflicts/end', { to: sam.id, reason: 'Another school.' })
    await post(at.duty, id, 'return', { reason: 'A child is named.' })
    expect(await page(at.manager, `/intakes/${id}`)).toContain('Sam Worker Social worker')
  })
})
