import pino from 'pino'
import { SERVICE } from '../../../config/service'
import { routingDeps } from '../../../src/compose/routingDesk'
import { withReturns } from '../../../src/compose/whatBringsBack'
import type { StaffMember } from '../../../src/domain/staff'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { STEP_LEASE_MS, StepLedger } from '../../../src/store/stepLedger'
import { TriageLedger } from '../../../src/store/triageLedger'
import { loadRules } from '../../../src/triage/loadRules'
import { triageJob } from '../../../workers/triage'
import { EscalationWorld } from '../../support/escalationWorld'
import { readAgainAsServed } from '../../support/servedReader'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putCall, putEmail } from './enquiries'
import { textOf } from './textOf'

// What people write down about an enquiry is read: the desk, the workers' reading and the clocks on one store.

const uri = freshDatabaseUri()
const log = pino({ level: 'silent' })
const rules = loadRules()
const readAgain = readAgainAsServed(rules)
let desk: DeskApp
let world: EscalationWorld
let duty: StaffMember
let manager: StaffMember
let atDuty: DeskBrowser
let atManager: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  // The desk's own key.
  world = await EscalationWorld.open(uri, Buffer.alloc(32, 7))
  duty = await desk.addStaff('duty', 'Dilys Duty', { phone: '+447700900111' })
  manager = await desk.addStaff('manager', 'Mona Manager', { phone: '+447700900101' })
  atDuty = await desk.signIn(duty)
  atManager = await desk.signIn(manager)
})
beforeEach(() => { at('2026-11-23T10:00:00Z') })
afterAll(async () => {
  await Promise.all([desk.close(), world.ringing.connection.close()])
  await dropDatabase(uri)
})

/** The time, for the desk and for the workers. */
function at(time: string): void {
  desk.now = new Date(time)
  world.time = time
}
const steps = () => new StepLedger(intakeModel(desk.connection), desk.sealer, () => desk.now)
/** The triage that is due, as a worker does it. */
async function read(id: string): Promise<string | object> {
  const ledger = withReturns(new TriageLedger(steps(), desk.sealer, () => desk.now, SERVICE.secondProfessionals), routingDeps(desk, () => desk.now))
  return triageJob({ steps: steps(), triageLedger: ledger, readers: () => ({ rules, readAgain }), heldTexts: async () => [], now: () => desk.now, log })(id)
}
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const note = async (id: string, words: string, browser = atDuty): Promise<void> => {
  await browser.open(`/intakes/${id}`)
  expect((await browser.send(`/intakes/${id}/notes`, { note: words })).status).toBe(303)
}
const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const decide = async (id: string, priority: string): Promise<void> => {
  const { text } = await atManager.open(`/intakes/${id}`)
  const seen = { seenPriority: hidden(text, 'seenPriority'), seenConfirmedAt: hidden(text, 'seenConfirmedAt') }
  expect((await atManager.send(`/intakes/${id}/priority`, { priority, reason: 'Found at a friend’s.', ...seen })).status).toBe(303)
}
const reroute = async (id: string, reason: string): Promise<void> => {
  const { text } = await atManager.open(`/intakes/${id}`)
  const seen = { seenReadAt: hidden(text, 'seenReadAt'), seenConfirmedAt: hidden(text, 'seenConfirmedAt'), seenCategoryAt: hidden(text, 'seenCategoryAt') }
  expect((await atManager.send(`/intakes/${id}/rerouting`, { category: 'training', reason, ...seen })).status).toBe(303)
}
const spoke = () => ({
  number: '+442079460123', state: 'wrap_up', duration: 300, conversation: { staffId: duty.id, name: duty.name, since: desk.now, legId: 'leg' }, conversationEndedAt: desk.now,
} as const)
const DANGER = 'Girl, 15, Vietnamese: missing from her placement since last night. Her age is disputed.'

describe('a call that is written up', () => {
  it('with plain words of danger becomes urgent, shows the words as the worker’s, and the alarm goes out', async () => {
    const id = await putCall(desk, spoke(), { openTasks: ['wrap_up'], priority: 'high' })
    await world.passUntil('2026-11-23T10:01:00Z')
    expect(await world.diary(id)).toEqual([])
    await atDuty.open(`/intakes/${id}`)
    expect((await atDuty.send(`/intakes/${id}/write-up`, { card: `${id}-wrap_up`, note: DANGER, disposition: 'advice_given' })).status).toBe(303)
    expect(await stored(id)).toMatchObject({ triage: { priority: 'high' }, steps: { triage: { state: 'pending', dueAt: desk.now } } })

    expect(await read(id)).toBe('triaged')
    const urgent = await stored(id)
    expect(urgent).toMatchObject({
      queueRank: 0, triage: { priority: 'urgent', category: 'child_concern', signals: { missingNow: true, ageDisputed: true }, notes: { count: 1, rulesVersion: rules.version } },
      steps: { triage: { state: 'done' } },
    })
    expect(urgent.secondRoles).toContain('police_liaison')
    const told = textOf((await atDuty.open(`/intakes/${id}`)).text)
    for (const proposed of ['High', 'Urgent']) expect(told).toContain(`Read by the rules: ${proposed} proposed`)
    expect(JSON.stringify(urgent)).not.toContain('missing from')

    const page = (await atDuty.open(`/intakes/${id}`)).text
    expect(textOf(page)).toContain('Missing now “missing from her” in the note by Dilys Duty, 23 November 2026, 10:00')
    expect(textOf(page)).toContain('The rules read it in a note')
    expect(page).toMatch(/Note of the conversation: Advice was given[\s\S]*<mark title="[^"]*Missing now[^"]*">missing from/)
    expect(textOf(page)).toContain('stands in a note that was written about the enquiry')

    await world.passUntil('2026-11-23T10:20:00Z')
    expect(new Set((await world.diary(id)).map((line) => line.split(': ')[1]))).toEqual(new Set(['mail', 'text', 'call']))
  })

  it('tells in its history each time that the rules proposed something else, and not that they proposed the same again', async () => {
    const id = await putCall(desk, spoke(), { openTasks: ['wrap_up'], priority: 'high' })
    for (const time of ['10:05', '10:10']) {
      at(`2026-11-23T${time}:00Z`)
      await note(id, `${DANGER} ${time}`)
      await read(id)
    }
    const told = textOf((await atDuty.open(`/intakes/${id}`)).text).split(' History ').at(-1)
    expect(told?.match(/Read by the rules: \w+ proposed 23 November 2026, 10:\d\d/g)).toEqual([
      'Read by the rules: Urgent proposed 23 November 2026, 10:05', 'Read by the rules: High proposed 23 November 2026, 10:00',
    ])
  })

  it('goes on telling by telephone though somebody has spoken with the caller since, until a named person accepts', async () => {
    const id = await putCall(desk, spoke(), { openTasks: ['wrap_up'], priority: 'high' })
    await note(id, DANGER)
    await read(id)
    const since = new Date('2026-11-23T10:00:10Z')
    await world.change(id, { $set: { 'telephony.callbackAttempts': [{ legId: 'leg2', staffId: duty.id, name: duty.name, at: since, answered: true, spoke: true }] } })
    await world.passUntil('2026-11-23T10:20:00Z')
    expect((await world.diary(id)).filter((line) => line.endsWith('call'))).not.toEqual([])
    await atDuty.open(`/intakes/${id}`)
    expect((await atDuty.send(`/intakes/${id}/acceptance`, {})).status).toBe(303)
    const told = await world.diary(id)
    await world.passUntil('2026-11-23T10:40:00Z')
    expect(await world.diary(id)).toEqual(told)
  })

  it('as urgent by whoever spoke with the caller is theirs, also when the words were read before they said so', async () => {
    const id = await putCall(desk, spoke(), { openTasks: ['wrap_up'], priority: 'high' })
    const seen = { seenPriority: 'high', seenConfirmedAt: '' }
    await note(id, DANGER)
    await read(id)
    const form = { card: `${id}-wrap_up`, note: 'As noted.', disposition: 'advice_given', ...seen }
    expect((await atDuty.send(`/intakes/${id}/write-up`, { ...form, priority: 'urgent', reason: 'She is alone.' })).headers['location']).toBe(`/intakes/${id}?done=writeUp`)
    expect(await stored(id)).toMatchObject({ triage: { priority: 'urgent', confirmedBy: duty.id } })
  })

  it('as ordinary does not lower what its words have raised', async () => {
    const id = await putCall(desk, spoke(), { openTasks: ['wrap_up'], priority: 'high' })
    await note(id, DANGER)
    await read(id)
    const form = { card: `${id}-wrap_up`, note: 'As noted.', disposition: 'advice_given', seenPriority: 'high', seenConfirmedAt: '', priority: 'standard', reason: 'Long over.' }
    expect((await atManager.send(`/intakes/${id}/write-up`, form)).headers['location']).toBe(`/intakes/${id}?done=writeUpOnly`)
    expect((await stored(id)).triage?.priority).toBe('urgent')
  })
})

describe('a note', () => {
  it('on a call in which nobody spoke is read when it closes the card, and is not told as the caller’s words', async () => {
    const id = await putCall(desk, { state: 'ended' }, { openTasks: ['listen'], priority: 'high' })
    await atDuty.open(`/intakes/${id}`)
    await atDuty.send(`/intakes/${id}/closing`, { card: `${id}-listen`, note: `Heard it. ${DANGER}` })
    await read(id)
    const page = (await atDuty.open(`/intakes/${id}`)).text
    expect((await stored(id)).triage?.priority).toBe('urgent')
    expect(textOf(page)).toMatch(/Closed: .* by Dilys Duty/)
  })

  it('on a message marks its own words and none of the message’s, and brings it back from a list', async () => {
    const text = 'Please send us your programme for the spring. '.repeat(5)
    const id = await putEmail(desk, { subject: 'Training', text }, { priority: 'low', category: 'training' })
    await reroute(id, '')
    await note(id, 'Rang them about the date. No answer, will try again.', atManager)
    await read(id)
    expect(await stored(id)).toMatchObject({ status: 'rerouted', triage: { category: 'training', priority: 'low' } })
    await note(id, `Rang again, the carer says: ${DANGER}`, atManager)
    await read(id)
    expect(await stored(id)).toMatchObject({ status: 'triaged', triage: { category: 'child_concern', priority: 'urgent' } })
    const [before = '', after = ''] = (await atDuty.open(`/intakes/${id}`)).text.split('id="history"')
    expect([before.includes('<mark'), after.includes('<mark')]).toEqual([false, true])
  })

  it('that raises what somebody has accepted asks them first to accept it again, then others, until somebody does', async () => {
    await intakeModel(desk.connection).deleteMany({})
    const worker = await desk.addStaff('social_worker', 'Wendi Worker', { phone: '+447700900122' })
    const id = await putEmail(desk, { subject: 'A placement', text: 'About a boy in our care.' }, { priority: 'high' })
    const atWorker = await desk.signIn(worker)
    const accept = async (): Promise<number> => (await atWorker.open(`/intakes/${id}`), (await atWorker.send(`/intakes/${id}/acceptance`, {})).status)
    expect(await accept()).toBe(303)
    await note(id, 'Rang the carer, no news.', atManager)
    at('2026-11-23T10:10:00Z')
    await read(id)
    await world.passUntil('2026-11-23T10:12:00Z')
    expect([(await stored(id)).status, await world.diary(id)]).toEqual(['accepted', []])

    await note(id, 'She is missing now.', atManager)
    await read(id)
    expect(await stored(id)).toMatchObject({ status: 'triaged', triage: { priority: 'urgent' } })
    await world.passUntil('2026-11-23T10:30:00Z')
    const told = [...new Set((await stored(id)).escalation?.tellings?.filter(({ way }) => way === 'call').map(({ staffId }) => staffId))]
    expect(told[0]).toBe(worker.id)
    expect(told.length).toBeGreaterThan(1)

    expect(await accept()).toBe(303)
    const before = await world.diary(id)
    await world.passUntil('2026-11-23T10:50:00Z')
    expect([(await stored(id)).status, await world.diary(id)]).toEqual(['accepted', before])
  })

  it('that raises what somebody accepts while it is read is read again, and asks them', async () => {
    const id = await putEmail(desk, { subject: 'A placement', text: 'About a boy in our care.' }, { priority: 'standard' })
    await note(id, DANGER, atManager)
    const acceptMeanwhile = async (): Promise<readonly string[]> => (await atDuty.open(`/intakes/${id}`), await atDuty.send(`/intakes/${id}/acceptance`, {}), [])
    const ledger = new TriageLedger(steps(), desk.sealer, () => desk.now, SERVICE.secondProfessionals)
    expect(await triageJob({ steps: steps(), triageLedger: ledger, readers: () => ({ rules, readAgain }), heldTexts: acceptMeanwhile, now: () => desk.now, log })(id)).toBe('not_mine')
    expect(await stored(id)).toMatchObject({ status: 'accepted', triage: { priority: 'standard' } })
    await read(id)
    expect(await stored(id)).toMatchObject({ status: 'triaged', triage: { priority: 'urgent' }, escalation: { hadBy: { staffId: duty.id } } })
  })

  it('that says nothing new leaves a list as a manager made it, in spite of what was found', async () => {
    const id = await putEmail(desk, { subject: 'Old matter', text: 'About a boy.' }, { priority: 'high', category: 'child_concern', indicators: [{ code: 'M1', evidence: [] }] })
    await reroute(id, 'An exercise.')
    await note(id, 'Answered by mail.', atManager)
    expect(await read(id)).toBe('triaged')
    expect((await stored(id)).status).toBe('rerouted')
  })

  it.each(['rerouted', 'closed'] as const)('of danger brings back what is on a list, or was ended there (%s), also the danger that it went there with; a harmless one does not', async (status) => {
    const id = await putEmail(desk, { subject: 'Training', text: 'Could you train our 20 foster carers in the spring?' }, { priority: 'low', category: 'training' })
    await note(id, 'A girl of 15 is missing from her placement since last night.')
    await read(id)
    expect((await stored(id)).triage).toMatchObject({ priority: 'urgent', signals: { missingNow: true } })
    await decide(id, 'low')
    await reroute(id, 'She was found, and they ask for training.')
    expect((await stored(id)).status).toBe('rerouted')
    if (status === 'closed') await world.change(id, { $set: { status, closedBy: manager.id, closedByName: manager.name, closedAt: desk.now, outcome: 'advised' } })
    await note(id, 'The carer rang to say thanks.')
    await read(id)
    expect((await stored(id)).status).toBe(status)
    await note(id, 'She is missing again from her placement since tonight.')
    await read(id)
    expect(await stored(id)).toMatchObject({ status: 'triaged', triage: { priority: 'urgent' }, steps: { allocate: { state: 'pending' }, escalate: { state: 'pending' } } })
    expect((await stored(id)).history?.map(({ kind }) => kind)).toContain('came_back')
  })

  it('of danger reopens what was ended, also the danger that it was ended with, and the alarm goes out; a harmless one does not', async () => {
    await intakeModel(desk.connection).deleteMany({})
    const id = await putEmail(desk, { subject: 'A placement', text: 'About a girl in our care.' }, { priority: 'standard' })
    await note(id, 'She is missing since tonight.')
    await read(id)
    expect((await stored(id)).triage).toMatchObject({ priority: 'urgent', signals: { missingNow: true } })
    await world.change(id, { $set: { status: 'closed', closedBy: manager.id, closedByName: manager.name, closedAt: desk.now, outcome: 'advice_given', outcomeName: 'Advice given' } })
    await note(id, 'The carer rang to say thanks.')
    await read(id)
    expect((await stored(id)).status).toBe('closed')
    await note(id, 'She is missing again since tonight.')
    await read(id)
    expect(await stored(id)).toMatchObject({ status: 'triaged', steps: { allocate: { state: 'pending' }, escalate: { state: 'pending' } } })
    await world.passUntil('2026-11-23T10:20:00Z')
    expect((await world.diary(id)).some((line) => line.endsWith('call'))).toBe(true)
  })

  it('that denies danger raises nothing and lowers nothing', async () => {
    const [standard, urgent] = [await putCall(desk, { state: 'abandoned_menu' }, { priority: 'standard' }), await putCall(desk, {}, { priority: 'urgent' })]
    for (const id of [standard, urgent]) {
      await note(id, 'She is not missing: found safe, and is back in her placement.')
      await read(id)
    }
    expect([(await stored(standard)).triage?.priority, (await stored(urgent)).triage?.priority]).toEqual(['standard', 'urgent'])
  })

  it('written after a manager lowered the priority raises it by new facts, and the page says so; what they knew does not', async () => {
    const id = await putCall(desk, {}, { priority: 'high' })
    await note(id, DANGER)
    await read(id)
    await decide(id, 'standard')
    await note(id, 'Not missing any more. Found safe, rang the social worker.')
    await read(id)
    expect(await stored(id)).toMatchObject({ triage: { priority: 'standard', confirmedBy: manager.id } })
    at('2026-11-23T10:05:00Z')
    await note(id, 'She has gone missing from her placement again tonight.')
    await read(id)
    const { triage } = await stored(id)
    expect([triage?.priority, triage?.confirmedBy]).toEqual(['urgent', undefined])
    expect(textOf((await atDuty.open(`/intakes/${id}`)).text)).toContain('written after somebody had decided the priority: it is to be decided again')
  })
})

describe('the last note never stays unread', () => {
  const claim = async (id: string) => steps().claim('triage', id)

  it('when two are written at once', async () => {
    const id = await putCall(desk, {}, { priority: 'standard' })
    await Promise.all([atDuty, atManager].map(async (browser) => browser.open(`/intakes/${id}`)))
    await Promise.all([atDuty.send(`/intakes/${id}/notes`, { note: 'Rang, no answer.' }), atManager.send(`/intakes/${id}/notes`, { note: DANGER })])
    await read(id)
    expect(await stored(id)).toMatchObject({ triage: { priority: 'urgent', notes: { count: 2 } } })
  })

  it('when it is written while a worker reads the one before', async () => {
    const id = await putCall(desk, {}, { priority: 'standard' })
    await note(id, 'Rang, no answer.')
    const reading = (await claim(id))!
    await note(id, DANGER)
    const { triage, status } = reading.intake
    expect(await new TriageLedger(steps(), desk.sealer, () => desk.now, SERVICE.secondProfessionals).recordTriage(reading.claim, triage!, { status, triaged: true })).toBe('claim_lost')
    expect(await read(id)).toBe('triaged')
    expect(await stored(id)).toMatchObject({ triage: { priority: 'urgent', notes: { count: 2 } } })
  })

  it('when the worker that reads it dies', async () => {
    const id = await putCall(desk, {}, { priority: 'standard' })
    await note(id, DANGER)
    await claim(id)
    expect(await read(id)).toBe('not_mine')
    desk.now = new Date(desk.now.getTime() + STEP_LEASE_MS)
    expect(await read(id)).toBe('triaged')
    expect((await stored(id)).triage?.priority).toBe('urgent')
  })

  it('when somebody decides while it is read: it is due again at once', async () => {
    const id = await putCall(desk, {}, { priority: 'high' })
    await note(id, DANGER)
    const decideMeanwhile = async (): Promise<readonly string[]> => (await decide(id, 'standard'), [])
    const ledger = new TriageLedger(steps(), desk.sealer, () => desk.now, SERVICE.secondProfessionals)
    expect(await triageJob({ steps: steps(), triageLedger: ledger, readers: () => ({ rules, readAgain }), heldTexts: decideMeanwhile, now: () => desk.now, log })(id)).toBe('not_mine')
    expect(await stored(id)).toMatchObject({ triage: { priority: 'standard' }, steps: { triage: { state: 'pending', dueAt: desk.now } } })
    await read(id)
    expect((await stored(id)).triage?.priority).toBe('urgent')
  })

  it('when a person sets the first priority of what nothing has read', async () => {
    const noted = await putCall(desk, {})
    await note(noted, DANGER)
    await decide(noted, 'standard')
    expect(await stored(noted)).toMatchObject({ triage: { priority: 'standard', confirmedBy: manager.id }, steps: { triage: { state: 'pending', dueAt: desk.now } } })
    await read(noted)
    expect(await stored(noted)).toMatchObject({ triage: { priority: 'urgent', notes: { count: 1 } }, steps: { triage: { state: 'done' } } })
  })

  it.each(['pending', 'working'] as const)('its own words, too, when a duty worker sets it to low before anything read it, its step %s', async (state) => {
    const id = await putEmail(desk, { subject: 'A placement', text: DANGER }, {})
    const claimed = state === 'working' ? (await claim(id))?.claim : undefined
    const { text } = await atDuty.open(`/intakes/${id}`)
    await atDuty.send(`/intakes/${id}/priority`, { priority: 'low', reason: 'A question.', seenPriority: hidden(text, 'seenPriority'), seenConfirmedAt: hidden(text, 'seenConfirmedAt') })
    expect(await stored(id)).toMatchObject({ triage: { priority: 'low', confirmedBy: duty.id }, steps: { triage: { state: 'pending', dueAt: desk.now } } })
    if (claimed) expect(await steps().finish('triage', claimed)).toBe(false)
    expect(await read(id)).toBe('triaged')
    const { triage } = await stored(id)
    expect(triage).toMatchObject({ priority: 'urgent', proposedPriority: 'urgent', category: 'child_concern' })
    expect(triage?.confirmedBy).toBeUndefined()
  })

  it('its own words, too, which lower nothing that a person had set before', async () => {
    const id = await putEmail(desk, { subject: 'Training', text: 'Could you please run a training day on trafficking for our new social workers in March?' }, {})
    await decide(id, 'high')
    await read(id)
    expect((await stored(id)).triage).toMatchObject({ priority: 'high', proposedPriority: 'low', category: 'training', confirmedBy: manager.id })
  })

  it('when nothing can read it: a card asks a person to, and nobody is looked for anew', async () => {
    const id = await putCall(desk, {}, { priority: 'high' })
    await intakeModel(desk.connection).updateOne({ _id: id }, { $set: { 'steps.allocate': { state: 'done', attempts: 1 } } })
    await note(id, DANGER)
    const { claim: held } = (await claim(id))!
    expect(await steps().giveUp('triage', held, { kind: 'triage_failed', dueAt: desk.now })).toBe(true)
    const { owedTasks, steps: after } = await stored(id)
    expect([owedTasks.map(({ kind }) => kind), after.allocate.dueAt]).toEqual([['triage_failed'], undefined])
  })
})
