import { pino } from 'pino'
import { routingDeps } from '../../../src/compose/routingDesk'
import { intakesWithReturns } from '../../../src/compose/whatBringsBack'
import { answerBelonging } from '../../../src/desk/answerBelonging'
import type { DeskThreads } from '../../../src/desk/threadPorts'
import type { StaffMember } from '../../../src/domain/staff'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { deskThreads } from '../../../src/store/deskThreads'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { viewAuditModel } from '../../../src/store/viewAudit'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let duty: StaffMember
let atDuty: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  duty = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(duty)
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const anEnquiry = async (minutesAgo: number, facts: Partial<IntakeDocument> = {}): Promise<string> => {
  const id = await putEmail(desk, { subject: 'A worry', text: 'Invented words.' }, { minutesAgo, priority: 'standard' })
  await intakeModel(desk.connection).updateOne({ _id: id }, { $set: facts })
  return id
}
async function say(on: string, answer: string, about: string): Promise<void> {
  await atDuty.open(`/intakes/${on}`)
  expect((await atDuty.send(`/intakes/${on}/belonging/answer`, { enquiry: about, answer })).status).toBe(303)
}
async function record(on: string, fact: Record<string, string>) {
  await atDuty.open(`/intakes/${on}`)
  return atDuty.send(`/intakes/${on}/facts`, fact)
}
const CONTACT = { kind: 'authority_contacted', name: 'Invented Council', person: 'Ann', phone: '01632 960001', email: 'ann@council.example' }
const priorityOf = async (id: string) => (await stored(id)).triage?.priority

describe('that somebody has an enquiry because they know the child from another', () => {
  it('is told to who may open that one, and to nobody else', async () => {
    const torn = await desk.addStaff('social_worker', 'Tara Torn')
    const barred = [{ staffId: torn.id, name: torn.name, at: desk.now, by: duty.id, byName: duty.name }]
    const known = await anEnquiry(90, { barred })
    const why = { decidedBy: 'knows_child', knownFrom: [known], among: 2, has: [], nobodyHas: [] } as const
    const allocation = { socialWorker: 's', socialWorkerName: 'Sam Worker', manager: 'm', managerName: 'Mona Manager', at: desk.now, why }
    const id = await anEnquiry(60, { status: 'allocated', allocation })
    const tells = 'Already has an enquiry that may be about the same child'
    expect((await atDuty.open(`/intakes/${id}`)).text).toContain(tells)
    const { text } = await (await desk.signIn(torn)).open(`/intakes/${id}`)
    expect([text.includes('The best fit of two social workers who could take it'), text.includes(tells)]).toEqual([true, false])
  })
})

describe('enquiries that a person linked as about the same child', () => {
  it('show each other’s recorded facts, with who and when and where; what is recorded stays where it was', async () => {
    const [first, later, sibling] = [await anEnquiry(90), await anEnquiry(60), await anEnquiry(50)]
    await say(later, 'same_child', first)
    await say(sibling, 'sibling', first)
    await record(first, CONTACT)
    const before = await stored(later)
    const [reference, { text }] = [(await stored(first)).reference, await atDuty.open(`/intakes/${later}`)]
    expect(textOf(text)).toMatch(new RegExp(`Local authority contacted Not recorded .*In ${reference} : Invented Council; Ann; 01632 960001; ann@council\\.example Dilys Duty, 23 November 2026, 10:00`))
    expect(await stored(later)).toEqual(before)
    await record(later, { kind: 'nation', nation: 'Wales' })
    expect(textOf((await atDuty.open(`/intakes/${first}`)).text)).toMatch(new RegExp(`In ${before.reference} : Wales`))
    expect((await atDuty.open(`/intakes/${sibling}`)).text).not.toContain('Invented Council')
  })

  it('and so do those of one case; that somebody saw what another holds is written down', async () => {
    const first = await anEnquiry(90)
    const reply = await anEnquiry(60, { joinedTo: first })
    await record(first, { kind: 'nation', nation: 'Scotland' })
    await viewAuditModel(desk.connection).deleteMany({})
    expect(textOf((await atDuty.open(`/intakes/${reply}`)).text)).toContain(': Scotland')
    expect(await viewAuditModel(desk.connection).find().sort({ event: 1 }).lean()).toMatchObject([
      { event: 'intake_viewed', intakeId: reply }, { event: 'same_child_facts_viewed', intakeId: first, staffId: duty.id },
    ])
  })

  it('are kept from whoever may not open the other', async () => {
    const torn = await desk.addStaff('social_worker', 'Tess Torn')
    const first = await anEnquiry(90, { barred: [{ staffId: torn.id, name: torn.name, at: desk.now, by: duty.id, byName: duty.name }] })
    const later = await anEnquiry(60, { secondRoles: ['police_liaison'], seconds: { police_liaison: { because: [{ kind: 'signal', signal: 'missingNow' }], since: desk.now } } })
    await say(later, 'same_child', first)
    await record(first, CONTACT)
    const officer = await desk.addStaff('police_liaison', 'Pia Police')
    for (const who of [torn, officer]) {
      const page = await (await desk.signIn(who)).open(`/intakes/${later}`)
      expect([page.status, page.text.includes('Invented Council')]).toEqual([200, false])
    }
  })

  it('warn of a second referral of one child, which is recorded only once somebody has seen that', async () => {
    const [first, later] = [await anEnquiry(90), await anEnquiry(60)]
    await say(later, 'same_child', first)
    for (const one of [first, later]) await record(one, CONTACT)
    await record(first, { kind: 'nrm_referral', by: 'us' })
    const { reference } = await stored(first)
    const warned = await record(later, { kind: 'nrm_referral', by: 'us' })
    expect(warned.status).toBe(422)
    expect(textOf(warned.text)).toContain(`One referral per child: ${reference} has one already, recorded by Dilys Duty on 23 November 2026, 10:00. Record it again only if that one was not made`)
    expect((await stored(later)).facts).toHaveLength(1)
    expect(warned.text).toContain('name="knownReferral" value="seen"')
    expect((await atDuty.send(`/intakes/${later}/facts`, { kind: 'nrm_referral', by: 'us', knownReferral: 'seen' })).status).toBe(303)
    expect((await stored(later)).facts).toHaveLength(2)
  })

  it('are urgent together once the child is recorded as missing, or with the exploiter, in one; nothing lowers the other', async () => {
    const [first, later, sibling] = [await anEnquiry(90), await anEnquiry(60), await anEnquiry(50)]
    await say(later, 'same_child', first)
    await say(sibling, 'sibling', first)
    expect((await record(later, { kind: 'missing_now', answer: 'yes' })).headers['location']).toContain('factRaised')
    expect(await Promise.all([first, later, sibling].map(priorityOf))).toEqual(['urgent', 'urgent', 'standard'])
    expect((await stored(first)).facts).toBeUndefined()
    expect(textOf((await atDuty.open(`/intakes/${first}`)).text)).toContain('Recorded as in danger now, in another enquiry about the same child.')
    await record(later, { kind: 'missing_now', answer: 'no' })
    expect(await priorityOf(first)).toBe('urgent')
  })

  it('are so too where the danger was recorded before they were linked, on whichever of the two', async () => {
    const [first, later, third] = [await anEnquiry(90), await anEnquiry(60), await anEnquiry(50)]
    await record(first, { kind: 'missing_now', answer: 'yes' })
    await say(later, 'same_child', first)
    await say(third, 'same_child', later)
    expect(await Promise.all([later, third].map(priorityOf))).toEqual(['urgent', 'standard'])
    await record(third, { kind: 'in_contact_now', answer: 'yes' })
    const fourth = await anEnquiry(40)
    await say(third, 'same_child', fourth)
    expect(await priorityOf(fourth)).toBe('urgent')
  })

  /** Somebody says that two are about the same child, and the process ends as it writes the link, after what else happens in that moment. */
  async function endOverLink(intakeId: string, otherId: string, { isWritten, meanwhile = async () => undefined }: { readonly isWritten: boolean; readonly meanwhile?: () => Promise<unknown> }): Promise<void> {
    const threads = deskThreads(desk.connection, desk.sealer)
    const link: DeskThreads['link'] = async (...answer) => {
      await meanwhile()
      if (isWritten) await threads.link(...answer)
      throw new Error('The process ended.')
    }
    const deps = {
      intakes: intakesWithReturns(deskIntakes(desk.connection, desk.sealer), routingDeps(desk, () => desk.now)), routing: { bringBack: async () => ({ kind: 'done' as const }) },
      threads: { ...threads, link }, now: () => desk.now, log: pino({ level: 'silent' }),
    }
    await expect(answerBelonging(deps, { intakeId, otherId, byHand: true, answer: 'same_child', actor: { staffId: duty.id, name: duty.name } })).rejects.toThrow('The process ended.')
  }
  async function sayAgain(intakeId: string, enquiry: string) {
    await atDuty.open(`/intakes/${intakeId}`)
    return atDuty.send(`/intakes/${intakeId}/belonging/answer`, { enquiry, answer: 'same_child' })
  }

  it.each([['before', 303], ['after', 409]] as const)('are urgent where a process ends just %s it links them; said again, they are linked', async (ends, again) => {
    const [first, later] = [await anEnquiry(90), await anEnquiry(60)]
    await record(first, { kind: 'missing_now', answer: 'yes' })
    await endOverLink(later, first, { isWritten: ends === 'after' })
    expect(await priorityOf(later)).toBe('urgent')
    expect((await sayAgain(later, first)).status).toBe(again)
    expect((await stored(later)).links).toMatchObject([{ intakeId: first, kind: 'same_child' }])
  })

  it.each(['this', 'the other'])('are urgent once that is said again, where the danger was recorded in the moment before a process linked them and ended; whoever says it hears that %s one is', async (which) => {
    const [first, later] = [await anEnquiry(90), await anEnquiry(60)]
    const [endangered, other] = which === 'this' ? [first, later] : [later, first]
    await endOverLink(later, first, { isWritten: true, meanwhile: async () => record(endangered, { kind: 'missing_now', answer: 'yes' }) })
    expect(await priorityOf(other)).toBe('standard')
    const again = await sayAgain(later, first)
    expect([again.status, await priorityOf(other)]).toEqual([409, 'urgent'])
    expect(textOf(again.text)).toMatch(new RegExp(`This was decided already\\. Open .* ${which} enquiry was made urgent all the same, because the child is recorded as in danger now in`, 'i'))
    expect(again.text).not.toContain('Nothing of yours was saved')
    expect(textOf((await sayAgain(later, first)).text)).toContain('Nothing of yours was saved')
  })

  it('come back from a list for that', async () => {
    const first = await anEnquiry(90)
    const later = await anEnquiry(60)
    await say(later, 'same_child', first)
    const rerouting = { category: 'general', at: desk.now, by: duty.id, byName: duty.name, reason: desk.sealer.seal(first, 'rerouting.reason', 'A question.') } as IntakeDocument['rerouting']
    await intakeModel(desk.connection).updateOne({ _id: first }, { $set: { status: 'rerouted', rerouting } })
    await record(later, { kind: 'in_contact_now', answer: 'yes' })
    expect(await stored(first)).toMatchObject({ status: 'triaged', triage: { priority: 'urgent' } })
  })
})
