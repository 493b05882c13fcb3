import pino from 'pino'
import { answerTransfer } from '../../../src/allocation/handover/answerTransfer'
import { coverLeave } from '../../../src/allocation/handover/coverLeave'
import { expireTransfers } from '../../../src/allocation/handover/expireTransfers'
import { giveIntake } from '../../../src/allocation/handover/giveIntake'
import { offerTransfer } from '../../../src/allocation/handover/offerTransfer'
import { tellOfOffers, type TellOfOffersDeps } from '../../../src/allocation/handover/tellOfOffers'
import { watchOffers } from '../../../src/allocation/handover/watchOffers'
import { StoredHandovers } from '../../../src/store/handovers'
import { intakeModel } from '../../../src/store/intakeModel'
import { StoredLeaveCover } from '../../../src/store/leaveCover'
import { offerNews } from '../../../src/store/offerNews'
import { staffRepository } from '../../../src/store/staffRepository'
import { StoredStaffFacts } from '../../../src/store/staffFacts'
import { staffModel } from '../../../src/store/staffModel'
import { AllocationRoom, aPerson, MINUTE, NOW, WEIGHTS } from './allocationRoom'

let room: AllocationRoom
let reference: string
let mails: { to: string; subject: string; text: string }[]
let outcome: 'sent' | 'failed' | 'refused' | 'unclear'

beforeAll(async () => { room = await AllocationRoom.open() })
beforeEach(async () => {
  await room.empty()
  await room.addStaff(aPerson('a'), aPerson('b'), aPerson('c'))
  await room.addIntakes(1)
  await room.give('e0', 'a')
  reference = (await room.stored('e0')).reference
  mails = []
  outcome = 'sent'
})
afterAll(async () => room.close())

const log = pino({ level: 'silent' })
const actor = (id: string) => ({ staffId: id, name: `Invented ${id}` })
const deps = () => ({
  handovers: new StoredHandovers(room.connection, room.sealer, room.clock, WEIGHTS), covers: new StoredLeaveCover(room.connection, room.sealer), now: room.clock,
  answerBy: (_offered: unknown, at: Date) => new Date(at.getTime() + 15 * MINUTE),
})
const telling = (change: Partial<TellOfOffersDeps> = {}): TellOfOffersDeps => ({
  news: offerNews(room.connection), deskUrl: 'https://desk.example', now: room.clock, log,
  send: async (to, note) => {
    mails.push({ to, ...note })
    return outcome
  },
  ...change,
})
const tell = async (change?: Partial<TellOfOffersDeps>) => tellOfOffers(telling(change))
const offer = async (toId = 'b') => offerTransfer(deps(), { intakeId: 'e0', toId, actor: actor('a') })
const told = () => mails.map(({ to, subject }) => [to.split('@')[0], subject.replace(reference, 'REF')])
const later = (minutes: number): void => { room.now = new Date(room.now.getTime() + minutes * MINUTE) }
const left = async () => ((await room.stored('e0')).offerNews ?? []).length

describe('an offer', () => {
  it('is told at once to whom it asks, once however many processes look, by the reference alone', async () => {
    await offer()
    await Promise.all(Array.from({ length: 4 }, async () => tell()))
    await tell()
    expect(told()).toEqual([['b', 'Advice line: REF is offered to you']])
    expect(mails[0]?.text).toContain(`A colleague offers you enquiry ${reference}`)
    expect(mails[0]?.text).toContain('https://desk.example')
    expect(JSON.stringify(mails)).not.toMatch(/Invented|urgent|high|standard|child/i)
    expect(await left()).toBe(0)
  })

  it.each<[string, () => Promise<unknown>, string]>([
    ['is refused', async () => answerTransfer(deps(), { intakeId: 'e0', accept: false, actor: actor('b') }), 'Advice line: the offer of REF was refused'],
    ['runs out', async () => { later(15); await expireTransfers(deps()) }, 'Advice line: the offer of REF ran out'],
    ['asks somebody who goes on leave', async () => {
      await new StoredStaffFacts(room.connection, room.clock).addLeave('b', { id: 'l1', from: '2026-03-02', to: '2026-03-03' })
      await coverLeave(deps())
    }, 'Advice line: the offer of REF came back'],
    ['asks somebody whose account is closed', async () => {
      await staffRepository(room.connection).disable('b@advice.example', room.now)
      await coverLeave(deps())
    }, 'Advice line: the offer of REF came back'],
  ])('that %s is told to whoever made it', async (_how, ends, subject) => {
    await offer()
    await tell()
    await ends()
    await tell()
    await tell()
    expect(told().slice(1)).toEqual([['a', subject]])
    expect(mails[1]?.text).toContain(`enquiry ${reference}`)
  })

  it('that was taken over is told to nobody more', async () => {
    await offer()
    await tell()
    await answerTransfer(deps(), { intakeId: 'e0', accept: true, actor: actor('b') })
    await tell()
    expect(told()).toHaveLength(1)
  })

  it('that is over before anybody was told is told to whoever made it alone', async () => {
    await offer()
    await answerTransfer(deps(), { intakeId: 'e0', accept: false, actor: actor('b') })
    await tell()
    expect(told()).toEqual([['a', 'Advice line: the offer of REF was refused']])
  })

  it.each<[string, () => Promise<unknown>]>([
    ['went to somebody else since', async () => giveIntake(deps(), { intakeId: 'e0', toId: 'c', reason: 'Knows it.', actor: { staffId: 'manager', name: 'Invented manager' } })],
    ['was ended since', async () => intakeModel(room.connection).updateOne({ _id: 'e0' }, { $set: { status: 'closed' } })],
    ['is told to nobody whose account is closed', async () => staffModel(room.connection).updateMany({ _id: { $in: ['a', 'b'] } }, { active: false })],
  ])('of what %s is not told any more', async (_how, happens) => {
    await offer()
    await happens()
    await tell()
    expect([told(), await left()]).toEqual([[], 0])
  })

  it('that came back is not told to whoever has a conflict of interest in it since', async () => {
    await offer()
    await answerTransfer(deps(), { intakeId: 'e0', accept: false, actor: actor('b') })
    await intakeModel(room.connection).updateOne({ _id: 'e0' }, { $push: { barred: { staffId: 'a', name: 'a', at: NOW, by: 'manager', byName: 'm' } } })
    await tell()
    expect(told()).toEqual([])
  })

  it('is told again where a process died over it', async () => {
    await offer()
    void tell({ send: async () => new Promise<never>(() => undefined) })
    for (const end = Date.now() + 10_000; Date.now() < end && (await room.stored('e0')).offerNews?.[0]?.tries !== 1; ) await new Promise((resolve) => setTimeout(resolve, 5))
    await tell()
    expect(told()).toEqual([])
    later(1.5)
    await tell()
    expect(told()).toEqual([['b', 'Advice line: REF is offered to you']])
  })

  it('is told again where the mail did not get out, until it did, and to whom no mail can be sent not for ever', async () => {
    await offer()
    outcome = 'failed'
    await tell()
    await tell()
    expect([told().length, await left()]).toEqual([1, 1])
    outcome = 'sent'
    later(1.5)
    await tell()
    expect([told().length, await left()]).toEqual([2, 0])
    await answerTransfer(deps(), { intakeId: 'e0', accept: false, actor: actor('b') })
    outcome = 'failed'
    for (let looks = 0; looks < 100; looks += 1) {
      later(1.5)
      await tell({ send: async () => Promise.reject(new Error('No way out.')) })
    }
    expect(await left()).toBe(0)
  })

  it('is told by whoever looks again and again, though a look failed', async () => {
    await offer()
    const own = telling()
    let fails = 1
    const news = { ...own.news, untold: async (...about: Parameters<typeof own.news.untold>) => {
      fails -= 1
      return fails >= 0 ? Promise.reject(new Error('The database is away.')) : own.news.untold(...about)
    } }
    const watching = watchOffers({ ...own, news, log }, 5)
    for (const end = Date.now() + 10_000; Date.now() < end && mails.length === 0; ) await new Promise((resolve) => setTimeout(resolve, 5))
    await watching.stop()
    expect(told()).toEqual([['b', 'Advice line: REF is offered to you']])
  })
})
