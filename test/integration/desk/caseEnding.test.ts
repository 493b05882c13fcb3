import { SERVICE } from '../../../config/service'
import { caseOutcomes } from '../../../config/caseOutcomes'
import { endCase } from '../../../src/casework/endCase'
import { routingDeps } from '../../../src/compose/routingDesk'
import { cardsWithReturns, withReturns } from '../../../src/compose/whatBringsBack'
import type { Priority } from '../../../src/domain/priority'
import type { StaffMember } from '../../../src/domain/staff'
import { pendingStep } from '../../../src/domain/step'
import type { Triage } from '../../../src/domain/triage'
import { StoredCaseEndings } from '../../../src/store/caseEndings'
import { caseloadsOf } from '../../../src/store/caseloads'
import { StoredEscalationLedger } from '../../../src/store/escalationLedger'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { staffModel } from '../../../src/store/staffModel'
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
let kay: StaffMember
let at: Record<'manager' | 'other' | 'sam' | 'kay' | 'duty', DeskBrowser>

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  manager = await desk.addStaff('manager', 'Mona Manager')
  const worker = async (name: string): Promise<StaffMember> => desk.addStaff('social_worker', name, { manager: manager.email })
  ;[sam, kay] = [await worker('Sam Worker'), await worker('Kay Colleague')]
  const [other, duty] = [await desk.addStaff('manager', 'Olly Other'), await desk.addStaff('duty', 'Dilys Duty')]
  at = {
    manager: await desk.signIn(manager), other: await desk.signIn(other), sam: await desk.signIn(sam), kay: await desk.signIn(kay), duty: await desk.signIn(duty),
  }
})
beforeEach(async () => {
  await Promise.all([intakeModel(desk.connection).deleteMany({}), taskModel(desk.connection).deleteMany({})])
  await staffModel(desk.connection).updateMany({}, { $set: { active: true } })
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const page = async (browser: DeskBrowser, path: string): Promise<string> => textOf((await browser.open(path)).text)
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const statuses = async (...ids: string[]): Promise<readonly string[]> => Promise.all(ids.map(async (id) => (await stored(id)).status))
const kindsOf = async (id: string): Promise<readonly string[]> => ((await stored(id)).history ?? []).map(({ kind }) => kind)
const change = async (id: string, facts: object): Promise<void> => void (await intakeModel(desk.connection).updateOne({ _id: id }, { $set: facts }))
const loadOfSam = async (): Promise<number> => (await caseloadsOf(intakeModel(desk.connection), [sam.id], SERVICE.caseWeights)).get(sam.id)?.load ?? 0

const held = async (facts: Partial<IntakeDocument> = {}, priority: Priority = 'standard', countedWith?: string, by = sam): Promise<string> => {
  const id = await putEmail(desk, { subject: 'A worry', text: 'Invented.' }, {
    priority, allocation: {
      socialWorker: by.id, socialWorkerName: by.name, manager: manager.id, managerName: manager.name, at: desk.now, ...(countedWith !== undefined && { countedWith }),
    },
  })
  await change(id, { status: 'accepted', acceptance: { by: by.id, byName: by.name, at: desk.now }, history: [{ kind: 'accepted', at: desk.now, by: by.id, byName: by.name }], ...facts })
  return id
}
const post = async (browser: DeskBrowser, id: string, path: string, form: Record<string, string> = {}) => {
  await browser.open(`/intakes/${id}`)
  return browser.send(`/intakes/${id}/${path}`, form)
}
const end = async (browser: DeskBrowser, id: string, form: Record<string, string> = {}) =>
  post(browser, id, 'case-ending', { outcome: 'advice_given', reason: 'The school has <b>Mirela</b> safe.', ...form })
const ended = async (...about: Parameters<typeof held>): Promise<string> => {
  const id = await held(...about)
  expect((await end(at.manager, id)).headers['location']).toBe(`/intakes/${id}?done=ended`)
  return id
}

const steps = () => new StepLedger(intakeModel(desk.connection), desk.sealer, () => desk.now)
/** As the triage worker does. */
async function triaged(id: string, found: Partial<Triage> = {}): Promise<void> {
  const ledger = withReturns(new TriageLedger(steps(), desk.sealer, () => desk.now, SERVICE.secondProfessionals), routingDeps(desk, () => desk.now))
  await change(id, { 'steps.triage.dueAt': desk.now })
  const { claim, intake } = (await steps().claim('triage', id))!
  const triage: Triage = {
    priority: 'standard', proposedPriority: 'standard', category: 'general', indicators: [], signals: {}, nation: 'unknown', reasons: [], rulesVersion: 'test', at: desk.now, ...found,
  }
  const before = {
    status: intake.status, triaged: intake.triage !== undefined, ...(intake.triage && { found: intake.triage }), ...(intake.joinedTo !== undefined && { joins: true as const }),
  }
  expect(await ledger.recordTriage(claim, triage, before)).toBe('recorded')
}
const aFurtherMessage = async (to: string): Promise<string> => {
  const id = await putEmail(desk, { subject: 'Further', text: 'Invented.' })
  await change(id, { joinedTo: to })
  return id
}
const cases = () => new StoredCaseEndings(desk.connection, desk.sealer, () => desk.now)
const endWith = async (endings: StoredCaseEndings, intakeId: string, outcome = 'advice_given', named?: { intakeId: string; reference: string }) => endCase(
  { cases: endings, outcomes: caseOutcomes(), now: () => desk.now },
  { intakeId, outcome, detail: '', named, reason: 'Done.', actor: { staffId: manager.id, name: manager.name } },
)
const called = { secondRoles: ['police_liaison' as const], seconds: { police_liaison: { because: [{ kind: 'made_urgent' as const }], since: new Date(0) } } }
const taken = { by: 'pat', byName: 'Pat Police', at: new Date(0) }

describe('casework that its social worker ends', () => {
  it('leaves the queue, the counts and the clocks, stands on the ended list and is found by its reference, with how and why', async () => {
    const id = await held({ steps: { ...(await stored(await held())).steps, escalate: pendingStep(desk.now) } })
    const { reference } = await stored(id)
    expect(await page(at.sam, `/intakes/${id}`)).toContain('End this enquiry')
    expect((await end(at.sam, id)).headers['location']).toBe(`/intakes/${id}?done=ended`)
    const after = await stored(id)
    expect(after).toMatchObject({ status: 'closed', closedBy: sam.id, closedByName: 'Sam Worker', closedAt: desk.now, outcome: 'advice_given', outcomeName: 'Advice given, and nothing further to do' })
    expect(JSON.stringify(after)).not.toContain('Mirela')
    expect(await loadOfSam()).toBe(SERVICE.caseWeights.standard)
    for (const path of ['/', '/accepted']) expect(await page(at.manager, path)).not.toContain(reference)
    expect(await page(at.manager, '/ended')).toMatch(new RegExp(`${reference} 23 November 2026, 10:00 by Sam Worker Advice given, and nothing further to do Casework`))
    await at.duty.open('/find')
    expect((await at.duty.send('/find', { reference })).headers['location']).toBe(`/intakes/${id}`)
    const html = (await at.duty.open(`/intakes/${id}`)).text
    expect(html).toContain('The school has &lt;b&gt;Mirela&lt;/b&gt; safe.')
    expect(textOf(html)).toMatch(/Ended: Advice given, and nothing further to do by Sam Worker .*Advice given, and nothing further to do: ended by Sam Worker on 23 November 2026, 10:00\./)
    expect(await viewAuditModel(desk.connection).countDocuments({ intakeId: id, event: 'case_ending_tried', staffName: 'Sam Worker' })).toBe(1)
    expect(await (await new StoredEscalationLedger(desk.connection, steps()).claim(id))!.look()).toMatchObject({ isOver: true })
  })

  it('gives room: what waits because everybody is full is looked at again at once', async () => {
    const id = await held()
    const waits = await putEmail(desk, { subject: 'Waits', text: 'Invented.' }, { priority: 'standard' })
    await change(waits, { 'steps.allocate': { ...pendingStep(new Date(desk.now.getTime() + 600_000)), nobodyFits: true } })
    await end(at.sam, id)
    expect((await stored(waits)).steps.allocate.dueAt).toEqual(desk.now)
  })

  it('asks how, why, and what the outcome calls for, and keeps what was typed', async () => {
    const id = await held()
    const nothing = await end(at.sam, id, { outcome: '', reason: ' ' })
    expect([nothing.status, nothing.text.includes('href="#end-outcome"'), nothing.text.includes('href="#end-reason"')]).toEqual([422, true, true])
    const whom = await end(at.sam, id, { outcome: 'no_longer_ours', detail: '', reason: 'They wrote so.' })
    expect([whom.status, whom.text.includes('href="#end-detail"'), /value="no_longer_ours" checked/.test(whom.text), whom.text.includes('They wrote so.')]).toEqual([422, true, true, true])
    expect(await statuses(id)).toEqual(['accepted'])
    expect((await end(at.sam, id, { outcome: 'no_longer_ours', detail: 'Pretendshire', reason: 'They wrote so.' })).status).toBe(303)
    expect(await page(at.sam, `/intakes/${id}`)).toContain('No longer our concern: ended by Sam Worker on 23 November 2026, 10:00. Who has it now: Pretendshire They wrote so.')
  })

  it('as a duplicate names the other, which must be in the queue and says so in its own history', async () => {
    const [id, other] = [await held(), await held()]
    const { reference } = await stored(id)
    const duplicate = async (typed: string) => end(at.sam, id, { outcome: 'duplicate', detail: typed })
    for (const [typed, words] of [['', 'Enter the reference of the other enquiry'], [reference, 'That is the reference of this enquiry'], ['K7QM-4TXX', 'mistyped']] as const) {
      const refused = await duplicate(typed)
      expect([refused.status, refused.text.includes(words)]).toEqual([422, true])
    }
    const left = await ended()
    expect((await duplicate((await stored(left)).reference)).text).toContain('That enquiry is not in the queue')
    expect(await statuses(id)).toEqual(['accepted'])
    expect((await duplicate((await stored(other)).reference)).status).toBe(303)
    expect(await page(at.sam, `/intakes/${id}`)).toContain(`Ended as a duplicate of ${(await stored(other)).reference}`)
    expect(await page(at.sam, `/intakes/${other}`)).toContain(`${reference} was ended as a duplicate of this by Sam Worker`)
  })
})

describe('casework is not ended', () => {
  const refusedFor = async (browser: DeskBrowser, id: string, words: string): Promise<void> => {
    const before = (await stored(id)).status
    const { status, text } = await end(browser, id)
    expect([status, textOf(text).includes(words) ? words : textOf(text)]).toEqual([409, words])
    expect((await stored(id)).status).toBe(before)
  }

  it('by anybody but its social worker and its manager', async () => {
    const id = await held()
    for (const browser of [at.kay, at.duty, at.other]) {
      await refusedFor(browser, id, 'Only its social worker, Sam Worker, or its manager, Mona Manager, can end it.')
      expect(await page(browser, `/intakes/${id}`)).not.toContain('End this enquiry')
    }
    expect((await end(at.manager, id)).status).toBe(303)
  })

  it.each([
    ['was proposed as urgent', { 'triage.proposedPriority': 'urgent' }],
    ['is urgent', { 'triage.priority': 'urgent' }],
    ['was urgent until a manager lowered it', { history: [{ kind: 'priority_confirmed', at: new Date(0), by: 'm', byName: 'M', from: 'urgent', to: 'high' }] }],
  ])('by its social worker where it %s: its manager ends it', async (_what, facts) => {
    const id = await held(facts as never)
    await refusedFor(at.sam, id, 'It was urgent: only its manager, Mona Manager, can end it.')
    await refusedFor(at.other, id, 'Only its social worker')
    expect((await end(at.manager, id)).status).toBe(303)
  })

  it.each([
    ['waits to be accepted', { status: 'allocated' }, 'Nobody has accepted it yet'],
    ['is offered to a colleague', { transfer: { to: 'k', toName: 'Kay Colleague', from: 's', fromName: 'Sam', at: new Date(0), dueAt: new Date(0) } }, 'It is offered to Kay Colleague, who has not answered yet.'],
    ['is being read', { 'steps.triage': pendingStep(new Date(0)) }, 'is still being read'],
    ['has a card to come', { 'steps.raiseTasks': pendingStep(new Date(0)) }, 'is still being read'],
  ])('while it %s', async (_what, facts, words) => refusedFor(at.sam, await held(facts as never), words))

  it('while it has open cards, such as a promised call-back', async () => {
    const call = await putCall(desk, { number: '+442079460123' }, { priority: 'standard', openTasks: ['callback'], allocation: (await stored(await held())).allocation! })
    await change(call, { status: 'accepted' })
    await refusedFor(at.sam, call, 'Clear its cards first: Call back.')
    expect(await page(at.sam, `/intakes/${call}`)).toMatch(/It cannot be ended as it stands: Clear its cards first: Call back\./)
  })

  it.each([['missing_now', 'missing'], ['in_contact_now', 'in contact with whoever harms them']])('while %s is recorded as so, until it is recorded as over', async (kind, words) => {
    const id = await held()
    await post(at.sam, id, 'facts', { kind, answer: 'yes' })
    await refusedFor(at.manager, id, `The child is recorded as ${words} now.`)
    desk.now = new Date(desk.now.getTime() + 1000)
    await post(at.sam, id, 'facts', { kind, answer: 'no', since: '' })
    await change(id, { 'seconds.police_liaison.acceptance': taken })
    expect((await end(at.manager, id)).status).toBe(303)
  })
})

describe('casework that calls for an officer', () => {
  const WAITS = 'No police liaison officer is on it yet: one takes it on first, or a manager says that none is needed.'

  it('is not ended while none is on it, be it of what would end along with it', async () => {
    const [first, other] = [await held(), await held()]
    await held({ joinedTo: first, ...called }, 'standard', first)
    await change(other, called)
    for (const id of [first, other]) {
      const { status, text } = await end(at.manager, id)
      expect([status, textOf(text).includes(WAITS)]).toEqual([409, true])
    }
    expect(await statuses(first, other)).toEqual(['accepted', 'accepted'])
  })

  it('is ended once one took it on, or a manager says that none is needed, and while the service has none', async () => {
    const [taking, needless, without] = [await held(called), await held(called), await held(called)]
    await change(taking, { 'seconds.police_liaison.acceptance': taken })
    expect((await end(at.sam, taking)).status).toBe(303)
    await post(at.manager, needless, 'second/dismissal', { role: 'police_liaison', reason: 'Invented.', seen: '1/0' })
    expect((await end(at.sam, needless)).status).toBe(303)
    expect(await endWith(new StoredCaseEndings(desk.connection, desk.sealer, () => desk.now, ['police_liaison']), without)).toEqual({ kind: 'done' })
  })

  it.each([
    ['for the first time', {}, called],
    ['for another reason', { seconds: { police_liaison: { ...called.seconds.police_liaison, acceptance: taken } } }, { 'seconds.police_liaison.because': [{ kind: 'made_urgent' }, { kind: 'signal', signal: 'atPort' }] }],
    ['anew', { seconds: { police_liaison: { ...called.seconds.police_liaison, acceptance: taken } } }, { 'seconds.police_liaison.calledAt': new Date(0) }],
  ])('is not ended where one is called for meanwhile (%s)', async (_what, before, meanwhile) => {
    const id = await held(before)
    const endings = cases()
    const begin = endings.begin.bind(endings)
    endings.begin = async (...asked) => {
      const seen = await begin(...asked)
      await change(id, meanwhile)
      return seen
    }
    expect(await endWith(endings, id)).toEqual({ kind: 'overtaken' })
    expect(await statuses(id)).toEqual(['accepted'])
  })
})

describe('enquiries joined in one thread', () => {
  it('end together: the first takes along what shares its place, and each says so', async () => {
    const first = await held()
    const later = await held({ joinedTo: first }, 'standard', first)
    expect((await end(at.sam, first)).status).toBe(303)
    expect(await statuses(first, later)).toEqual(['closed', 'closed'])
    const { reference } = await stored(first)
    expect(await page(at.sam, `/intakes/${later}`)).toMatch(new RegExp(`Ended along with ${reference}: Advice given.* It was ended along with ${reference}, which it belongs with\\.`))
    expect(await loadOfSam()).toBe(0)
  })

  it('keep what was said of the first with the first, and name neither it nor its duplicate to whoever may not open that', async () => {
    const [first, other] = [await held(), await held({}, 'standard', undefined, kay)]
    const later = await held({}, 'standard', first)
    expect((await end(at.sam, first, { outcome: 'duplicate', detail: (await stored(other)).reference })).status).toBe(303)
    const [along, own] = [await page(at.sam, `/intakes/${later}`), await page(at.sam, `/intakes/${first}`)]
    expect([along.includes('The school has'), own.includes('The school has')]).toEqual([false, true])
    await change(first, { barred: [{ staffId: kay.id, name: kay.name, at: desk.now, by: 'x', byName: 'X' }] })
    await change(other, { barred: [{ staffId: sam.id, name: sam.name, at: desk.now, by: 'x', byName: 'X' }] })
    const { reference } = await stored(first)
    expect([along.includes(reference), own.includes((await stored(other)).reference)]).toEqual([true, true])
    const [toKay, toSam] = [await page(at.kay, `/intakes/${later}`), await page(at.sam, `/intakes/${first}`)]
    expect([toKay.includes(reference), toKay.includes('Ended: Duplicate of another enquiry by Sam Worker')]).toEqual([false, true])
    expect([toSam.includes((await stored(other)).reference), toSam.includes('Ended: Duplicate of another enquiry by Sam Worker')]).toEqual([false, true])
  })

  it.each([
    ['waits to be accepted', { status: 'allocated' }, 'Nobody has accepted it yet'],
    ['was urgent', { 'triage.proposedPriority': 'urgent' }, 'It was urgent: only its manager'],
    ['is offered', { transfer: { to: 'k', toName: 'Kay Colleague', from: 's', fromName: 'Sam', at: new Date(0), dueAt: new Date(0) } }, 'It is offered to Kay Colleague'],
  ])('stay all of them where one of them %s', async (_what, facts, words) => {
    const first = await held()
    const later = await held({ joinedTo: first, ...facts } as never, 'standard', first)
    const before = await statuses(first, later)
    const refused = await end(at.sam, first)
    expect([refused.status, textOf(refused.text).includes(words)]).toEqual([409, true])
    expect(await statuses(first, later)).toEqual(before)
  })

  it('stay all of them where one changes at the last moment, or the process dies over the second', async () => {
    const first = await held()
    const later = await held({ joinedTo: first }, 'standard', first)
    for (const happens of ['a note', 'a death'] as const) {
      const endings = cases()
      const begin = endings.begin.bind(endings)
      endings.begin = async (...asked) => {
        const seen = await begin(...asked)
        if (happens === 'a note') await intakeModel(desk.connection).updateOne({ _id: later }, { $push: { history: { kind: 'note', at: desk.now, by: 'x', byName: 'X' } } })
        // The second write breaks what the first began.
        return happens === 'a death' && seen ? { ...seen, beside: [{ ...seen.beside[0]!, get reference(): string { throw new Error('killed') } , get id(): string { throw new Error('killed') } }] } : seen
      }
      if (happens === 'a note') expect(await endWith(endings, first)).toEqual({ kind: 'overtaken' })
      else await expect(endWith(endings, first)).rejects.toThrow('killed')
      expect(await statuses(first, later)).toEqual(['accepted', 'accepted'])
    }
    expect(await endWith(cases(), first)).toEqual({ kind: 'done' })
    expect(await statuses(first, later)).toEqual(['closed', 'closed'])
  })

  it('stay where a later one of them waits to be accepted by somebody else; a later one ends by itself', async () => {
    const first = await held()
    const later = await held({ joinedTo: first, status: 'allocated' }, 'standard', undefined, kay)
    const { reference } = await stored(later)
    expect(textOf((await end(at.sam, first)).text)).toContain(`${reference} belongs with it and waits to be accepted.`)
    await change(later, { status: 'accepted' })
    expect((await end(at.kay, later)).status).toBe(303)
    expect(await statuses(first, later)).toEqual(['accepted', 'closed'])
  })
})

describe('casework that was ended comes back', () => {
  const back = async (id: string): Promise<IntakeDocument> => {
    const document = await stored(id)
    expect(document).toMatchObject({ status: 'allocated', allocation: { socialWorker: sam.id, manager: manager.id }, steps: { escalate: { state: 'pending' } }, escalation: { restartAt: desk.now } })
    expect([document.acceptance, document.closedAt, document.outcome, document.outcomeName, document.closingReason]).toEqual([undefined, undefined, undefined, undefined, undefined])
    return document
  }

  it('by itself when a further message joins it, whatever that says, to whoever had it, who counts it and accepts it anew', async () => {
    const id = await ended()
    expect(await loadOfSam()).toBe(0)
    const further = await aFurtherMessage(id)
    await triaged(further)
    const { reference } = await back(id)
    expect(await loadOfSam()).toBe(SERVICE.caseWeights.standard)
    expect(await page(at.sam, '/')).toContain(reference)
    expect(await page(at.sam, `/intakes/${id}`)).toContain(`Reopened by itself: ${(await stored(further)).reference} came to belong with it`)
    expect(await page(at.manager, '/ended')).not.toContain(reference)
    await triaged(further)
    expect((await kindsOf(id)).filter((kind) => kind === 'reopened')).toHaveLength(1)
  })

  it('alone, where what was ended along with it stays ended', async () => {
    const first = await held()
    const later = await held({ joinedTo: first }, 'standard', first)
    await end(at.sam, first)
    await triaged(await aFurtherMessage(first))
    expect(await statuses(first, later)).toEqual(['allocated', 'closed'])
  })

  it('when a message that nothing could read is read by a person', async () => {
    const id = await ended()
    const further = await aFurtherMessage(id)
    expect((await post(at.duty, further, 'priority', { priority: 'low', reason: 'Thanks.' })).status).toBe(303)
    await back(id)
  })

  it('when a person joins something to it', async () => {
    const id = await ended()
    const call = await putCall(desk, { number: '+442079460123' }, { priority: 'low', category: 'general' })
    await at.duty.open(`/intakes/${call}`)
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { receivedAt: new Date(desk.now.getTime() - 60_000) } })
    expect((await at.duty.send(`/intakes/${call}/belonging/answer`, { enquiry: id, answer: 'join' })).status).toBe(303)
    await back(id)
  })

  it('when what somebody wrote down is read as more pressing, and not for any note', async () => {
    const id = await ended()
    await post(at.duty, id, 'notes', { note: 'Said thanks.' })
    await triaged(id, { category: 'child_concern' })
    expect(await statuses(id)).toEqual(['closed'])
    await triaged(id, { category: 'child_concern', signals: { missingNow: [] }, priority: 'urgent', proposedPriority: 'urgent' })
    expect((await back(id)).triage?.priority).toBe('urgent')
  })

  it('when somebody raises its priority, which alone can be done with it', async () => {
    const id = await ended()
    expect(await page(at.duty, `/intakes/${id}`)).toContain('This enquiry is ended. To raise its priority reopens it.')
    const lowered = await post(at.duty, id, 'priority', { priority: 'low', reason: 'Old.', seenPriority: 'standard' })
    expect([lowered.status, lowered.text.includes('its priority can only be raised')]).toEqual([422, true])
    expect(await statuses(id)).toEqual(['closed'])
    expect((await post(at.duty, id, 'priority', { priority: 'high', reason: 'They rang again.', seenPriority: 'standard' })).status).toBe(303)
    expect((await back(id)).triage?.priority).toBe('high')
  })

  it.each(['missing_now', 'in_contact_now'])('urgent when danger now is recorded of it (%s)', async (kind) => {
    const id = await ended()
    expect((await post(at.duty, id, 'facts', { kind, answer: 'yes' })).headers['location']).toBe(`/intakes/${id}?done=factRaised`)
    expect(await back(id)).toMatchObject({ triage: { priority: 'urgent' }, facts: [{ kind }] })
  })

  it('when a card of it comes up', async () => {
    const id = await ended()
    const owed = [{ kind: 'acknowledgement_failed', dueAt: desk.now }] as const
    await cardsWithReturns(new TaskRepository(taskModel(desk.connection)), routingDeps(desk, () => desk.now)).raise(id, owed, desk.now)
    await back(id)
    expect(await page(at.sam, `/intakes/${id}`)).toContain('Reopened by itself: there is something new to see to')
  })

  it('when a further message comes that nothing can read', async () => {
    const id = await ended()
    const further = await aFurtherMessage(id)
    const owed = [{ kind: 'triage_failed', dueAt: desk.now }] as const
    await cardsWithReturns(new TaskRepository(taskModel(desk.connection)), routingDeps(desk, () => desk.now)).raise(further, owed, desk.now)
    await back(id)
  })

  it('by hand with a reason, and with a card where whoever had it has gone', async () => {
    const id = await ended()
    expect((await post(at.sam, id, 'return')).status).toBe(422)
    await staffModel(desk.connection).updateOne({ _id: sam.id }, { $set: { active: false } })
    expect((await post(at.manager, id, 'return', { reason: 'The school rang.' })).headers['location']).toBe(`/intakes/${id}?done=broughtBack`)
    expect((await back(id)).owedTasks).toMatchObject([{ kind: 'holder_away', about: sam.id }])
    expect(await page(at.manager, `/intakes/${id}`)).toMatch(/Reopened by Mona Manager .*The school rang\./)
    expect((await post(at.manager, id, 'return', { reason: 'Again.' })).status).toBe(409)
  })

  it('and never goes by itself: nothing that the workers do ends an enquiry', async () => {
    const id = await held()
    await triaged(id, { priority: 'low', category: 'training' })
    await cardsWithReturns(new TaskRepository(taskModel(desk.connection)), routingDeps(desk, () => desk.now)).raise(id, [], desk.now)
    expect(await statuses(id)).toEqual(['accepted'])
  })
})

describe('of several who decide at once', () => {
  it('one ends it, once', async () => {
    const id = await held()
    const outcomes = await Promise.all([at.sam, at.manager].map(async (browser) => end(browser, id)))
    expect(outcomes.map(({ status }) => status).filter((status) => status === 303).length).toBeLessThanOrEqual(1)
    if (outcomes.every(({ status }) => status !== 303)) expect((await end(at.sam, id)).status).toBe(303)
    expect((await kindsOf(id)).filter((kind) => kind === 'ended')).toHaveLength(1)
  })

  it('a message that joins it between the look and the end keeps it open', async () => {
    const id = await held()
    const endings = cases()
    const begin = endings.begin.bind(endings)
    endings.begin = async (...asked) => {
      const seen = await begin(...asked)
      await triaged(await aFurtherMessage(id))
      return seen
    }
    expect(await endWith(endings, id)).toEqual({ kind: 'overtaken' })
    expect(await statuses(id)).toEqual(['accepted'])
  })

  it('a message that is read after the end reopens it, and one that came before stands against it', async () => {
    const id = await held()
    const further = await aFurtherMessage(id)
    expect(await endWith(cases(), id)).toMatchObject({ kind: 'obstacles' })
    await change(further, { joinedTo: 'another' })
    expect(await endWith(cases(), id)).toEqual({ kind: 'done' })
    await change(further, { joinedTo: id })
    await triaged(further)
    expect(await statuses(id)).toEqual(['allocated'])
  })

  it('danger that is recorded while it ends is recorded of an enquiry in the queue', async () => {
    const id = await held({}, 'urgent')
    await Promise.all([post(at.duty, id, 'facts', { kind: 'missing_now', answer: 'yes' }), endWith(cases(), id)])
    const { status, facts } = await stored(id)
    expect([['allocated', 'accepted'].includes(status), facts?.length]).toEqual([true, 1])
  })

  it('two that are ended as each other’s duplicate do not both go', async () => {
    const [one, other] = [await held(), await held()]
    const named = async (intakeId: string) => ({ intakeId, reference: (await stored(intakeId)).reference })
    const outcomes = await Promise.all([endWith(cases(), one, 'duplicate', await named(other)), endWith(cases(), other, 'duplicate', await named(one))])
    expect(outcomes.filter(({ kind }) => kind === 'done').length).toBeLessThanOrEqual(1)
    expect((await statuses(one, other)).filter((status) => status === 'accepted').length).toBeGreaterThanOrEqual(1)
  })
})
