import { heldTexts } from '../../../src/compose/heldTexts'
import { openingHours } from '../../../src/domain/openingHours'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { aMessage } from '../../fixtures/mail/messages'
import { type MailRoom, openMailRoom } from './mailRoom'

const NOW = new Date('2026-11-23T09:41:00Z')
let room: MailRoom

beforeAll(async () => void (room = await openMailRoom(() => NOW)))
afterAll(async () => room.close())

let nth = 0
async function receive(raw: string): Promise<IntakeDocument> {
  nth += 1
  return stored(await room.receive(raw))
}
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(room.connection).findById(id).lean<IntakeDocument>())!
const aFirst = async (from?: string): Promise<IntakeDocument> => receive(aMessage({ messageId: `<first-${nth}@school.example>`, text: `first ${nth}`, ...(from !== undefined && { from }) }))
const answer = async (to: readonly IntakeDocument[], more: Parameters<typeof aMessage>[0] = {}): Promise<IntakeDocument> =>
  receive(aMessage({ messageId: `<answer-${nth}@school.example>`, text: `answer ${nth}`, ...more, headers: [`In-Reply-To: ${to[0]?.acknowledgement.messageId}`, `References: ${to.map(({ acknowledgement }) => acknowledgement.messageId).join(' ')}`] }))

describe('a reply to our acknowledgement', () => {
  it('is an enquiry of its own that belongs with the first, which stays as it was', async () => {
    const first = await aFirst()
    const reply = await answer([first])
    expect(reply).toMatchObject({ joinedTo: first._id, status: 'received', steps: { triage: { state: 'pending' } }, acknowledgement: { state: 'pending' } })
    expect(reply).not.toHaveProperty('joinedFrom')
    expect(await stored(first._id)).toEqual(first)
  })

  it('belongs with the first however long the chain, and whatever became of the first', async () => {
    const first = await aFirst()
    await intakeModel(room.connection).updateOne({ _id: first._id }, { $set: { status: 'closed' } })
    const second = await answer([first])
    const third = await answer([second])
    expect([third.joinedTo, (await answer([third, second, first])).joinedTo]).toEqual([first._id, first._id])
    expect((await stored(first._id)).status).toBe('closed')
  })

  it('is marked for checking when it comes from another address, and not for capitals in the same one', async () => {
    const first = await aFirst()
    expect(await answer([first], { from: 'kit@elsewhere.example' })).toMatchObject({ joinedTo: first._id, joinedFrom: 'other_address' })
    expect(await answer([first], { from: 'SAM.Invented@School.example' })).not.toHaveProperty('joinedFrom')
  })

  it('is marked again when a stranger answers the acknowledgement that they had themselves', async () => {
    const first = await aFirst()
    const stranger = { from: 'kit@elsewhere.example' }
    const second = await answer([first], stranger)
    expect(await answer([second], stranger)).toMatchObject({ joinedTo: first._id, joinedFrom: 'other_address' })
    expect(await answer([second, first], { from: 'sam.invented@school.example' })).not.toHaveProperty('joinedFrom')
  })

  it('finds the messages of its thread that came before it, and ours, as what it may quote', async () => {
    const first = await receive(aMessage({ text: 'The first of all.' }))
    const second = await answer([first], { text: 'The second.' })
    const third = await answer([second, first], { text: 'The third.' })
    const hours = openingHours('Mo-Fr 09:00-17:00', new Set())
    const look = heldTexts({ intakes: intakeModel(room.connection), sealer: room.sealer }, { from: { address: 'a@x.example', name: 'Advice' }, helpline: '01632 960001', hours })
    const held = await look(room.open(third))
    expect(held.map((text) => text.trim())).toEqual(expect.arrayContaining(['The first of all.', 'The second.', expect.stringContaining(`Your reference is ${first.reference}.`)]))
    expect(held.join()).not.toContain('The third')
    expect(await look(room.open(first))).toEqual([])
  })

  it('joins nothing by an id that we never gave, by the subject, or by the sender', async () => {
    const first = await aFirst()
    const forged = await receive(aMessage({ messageId: '<forged@school.example>', text: 'forged', headers: [`In-Reply-To: <ack.${'0'.repeat(32)}@advice.example>`] }))
    const sameSubject = await receive(aMessage({ messageId: '<again@school.example>', text: 'again', subject: `Re: Your message has arrived - reference ${first.reference}` }))
    expect([forged.joinedTo, forged.suggestions, sameSubject.joinedTo]).toEqual([undefined, undefined, undefined])
    expect(sameSubject.suggestions).toEqual([{ intakeId: first._id, why: 'reference' }])
  })

  it('joins neither of two enquiries whose acknowledgements it answers', async () => {
    const [one, other] = [await aFirst(), await aFirst()]
    const reply = await answer([one, other])
    expect(reply.joinedTo).toBeUndefined()
    expect(new Set(reply.suggestions)).toEqual(new Set([{ intakeId: one._id, why: 'several_threads' }, { intakeId: other._id, why: 'several_threads' }]))
  })

  it('is found by index', async () => {
    const plan = await intakeModel(room.connection).find({ 'acknowledgement.messageId': { $in: ['<x@y>'] } }).explain('queryPlanner')
    expect(JSON.stringify(plan)).toContain('acknowledgement.messageId_1')
  })
})
