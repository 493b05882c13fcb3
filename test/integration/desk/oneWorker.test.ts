import pino from 'pino'
import { SERVICE } from '../../../config/service'
import { expireTransfers } from '../../../src/allocation/handover/expireTransfers'
import { giveBackApart } from '../../../src/allocation/handover/giveBackApart'
import { tellOfJoins } from '../../../src/allocation/handover/tellOfJoins'
import { tellOfOffers } from '../../../src/allocation/handover/tellOfOffers'
import { coverDeps } from '../../../src/compose/handoverDesk'
import type { StaffMember } from '../../../src/domain/staff'
import { StoredAllocationLedger } from '../../../src/store/allocationLedger'
import { deskThreads } from '../../../src/store/deskThreads'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { offerNews } from '../../../src/store/offerNews'
import { staffModel } from '../../../src/store/staffModel'
import { StepLedger } from '../../../src/store/stepLedger'
import { taskModel } from '../../../src/store/taskModel'
import { TaskRepository } from '../../../src/store/taskRepository'
import { raiseTasksJob } from '../../../workers/raiseTasks'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp, type DeskBrowser } from './deskApp'
import { putEmail } from './enquiries'
import { textOf } from './textOf'

const uri = freshDatabaseUri()
let desk: DeskApp
let manager: StaffMember
let sam: StaffMember
let dot: StaffMember
let kay: StaffMember
let dilys: StaffMember
let atDuty: DeskBrowser
let atManager: DeskBrowser

beforeAll(async () => {
  desk = await DeskApp.open(uri)
  manager = await desk.addStaff('manager', 'Mona Manager')
  const worker = async (name: string): Promise<StaffMember> => desk.addStaff('social_worker', name, { manager: manager.email })
  ;[sam, dot, kay] = [await worker('Sam Worker'), await worker('Dot Worker'), await worker('Kay Cover')]
  dilys = await desk.addStaff('duty', 'Dilys Duty')
  atDuty = await desk.signIn(dilys)
  atManager = await desk.signIn(manager)
})
beforeEach(async () => {
  await intakeModel(desk.connection).deleteMany({})
  await staffModel(desk.connection).updateMany({}, { $set: { active: true, onRota: true }, $unset: { leave: '', availability: '' } })
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(desk.connection).findById(id).lean<IntakeDocument>())!
const pairOf = ({ id, name }: StaffMember) => ({ socialWorker: id, socialWorkerName: name, manager: manager.id, managerName: manager.name, at: desk.now })
async function held(by: StaffMember | undefined, minutesAgo: number, facts: Partial<IntakeDocument> = {}): Promise<string> {
  const id = await putEmail(desk, { subject: 'A worry', text: 'Invented words.' }, { minutesAgo, priority: 'high', ...(by && { allocation: pairOf(by) }) })
  await intakeModel(desk.connection).updateOne({ _id: id }, { $set: facts })
  return id
}
async function join(on: string, about: string) {
  await atDuty.open(`/intakes/${on}`)
  return atDuty.send(`/intakes/${on}/belonging/answer`, { enquiry: about, answer: 'join' })
}
const holders = async (...ids: string[]) => Promise.all(ids.map(async (id) => (await stored(id)).allocation?.socialWorkerName))
const loads = async () => {
  const { workers } = await new StoredAllocationLedger(desk.connection, () => desk.now, SERVICE.caseWeights).people({ id: 'none' })
  return Object.fromEntries(workers.map(({ name, load }) => [name.slice(0, 3), load]))
}
/** To whom, with which subject and first line. */
async function mailsOfOffers(): Promise<(readonly [string, string, string])[]> {
  const mails: (readonly [string, string, string])[] = []
  await tellOfOffers({
    news: offerNews(desk.connection), deskUrl: 'https://desk.example', now: () => desk.now, log: pino({ level: 'silent' }),
    send: async (to, { subject, text }) => {
      mails.push([to, subject, text.split('\n')[0] ?? ''])
      return 'sent'
    },
  })
  return mails
}
const onLeave = async (one: StaffMember, coverId: string): Promise<void> => void (await staffModel(desk.connection).updateOne({ _id: one.id }, { $set: { leave: [{ id: 'leave', from: '2026-11-20', to: '2026-11-30', coverId }] } }))

describe('two enquiries that somebody joins', () => {
  it('have one social worker: the later one goes to whoever has the first, weighs nothing of its own, and says so', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60)]
    const before = await stored(first)
    expect(await loads()).toMatchObject({ Sam: 2, Dot: 2 })
    expect((await join(later, first)).headers['location']).toBe(`/intakes/${later}?done=joinedAndMoved`)
    expect(await stored(later)).toMatchObject({
      status: 'allocated', allocation: { ...pairOf(dot), countedWith: first, hadBy: { staffId: sam.id, name: sam.name }, why: { decidedBy: 'holder' } },
    })
    expect(await stored(first)).toEqual({ ...before, history: [...before.history ?? [], expect.objectContaining({ kind: 'joined_here' })] })
    expect(await loads()).toMatchObject({ Sam: 0, Dot: 2 })
    expect(textOf((await atDuty.open(`/intakes/${later}?done=joinedAndMoved`)).text)).toMatch(
      /The later one went to whoever has the first, who is asked to accept it\..*Goes to Dot Worker, who has what it belongs with by Dilys Duty .* Until then with Sam Worker\..*Dot Worker Social worker .*Has the enquiry that it belongs with\./)
  })

  it('count as one where one worker has both', async () => {
    const [first, later] = [await held(sam, 90), await held(sam, 60)]
    expect(await loads()).toMatchObject({ Sam: 4 })
    expect((await join(first, later)).headers['location']).toBe(`/intakes/${first}?done=joined`)
    expect([await loads(), (await stored(later)).allocation?.countedWith]).toMatchObject([{ Sam: 2 }, first])
  })

  it('take along what had joined the later one', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60)]
    const [beside, elsewhere] = [await held(sam, 50), await held(kay, 40)]
    for (const reply of [beside, elsewhere]) await intakeModel(desk.connection).updateOne({ _id: reply }, { $set: { joinedTo: later } })
    await intakeModel(desk.connection).updateOne({ _id: beside }, { $set: { 'allocation.countedWith': later } })
    await join(later, first)
    expect(await holders(later, beside, elsewhere)).toEqual(['Dot Worker', 'Dot Worker', 'Dot Worker'])
    expect(await loads()).toMatchObject({ Sam: 0, Kay: 0, Dot: 2 })
  })

  it('go to the cover of a worker on leave', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60)]
    await onLeave(dot, kay.id)
    await join(later, first)
    expect((await stored(later)).allocation?.coveredFor).toBeUndefined()
    expect(await stored(later)).toMatchObject({ allocation: { socialWorkerName: 'Kay Cover', countedWith: first, why: { decidedBy: 'cover_of_holder' } } })
  })

  it('go to the cover for as long as the leave lasts, where that was said of the leave', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60)]
    await onLeave(dot, kay.id)
    await staffModel(desk.connection).updateOne({ _id: dot.id }, { $set: { 'leave.0.handOver': 'for_the_leave' } })
    await join(later, first)
    expect((await stored(later)).allocation).toMatchObject({ socialWorkerName: 'Kay Cover', coveredFor: { staffId: dot.id, name: dot.name, leaveId: 'leave' } })
  })

  it('leave the later one to allocation where nobody has it yet', async () => {
    const [first, later] = [await held(dot, 90), await held(undefined, 60)]
    expect((await join(later, first)).headers['location']).toBe(`/intakes/${later}?done=joined`)
    expect((await stored(later)).allocation).toBeUndefined()
  })
})

describe('an enquiry that its worker has accepted', () => {
  const accepted = () => ({ status: 'accepted' as const, acceptance: { by: sam.id, byName: sam.name, at: desk.now } })
  const change = async (one: StaffMember, facts: object): Promise<void> => void (await staffModel(desk.connection).updateOne({ _id: one.id }, { $set: facts }))

  it('is offered to whoever has the first and stays in hand until they take it over; then the two count as one', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60, accepted())]
    const beside = await held(sam, 50)
    await intakeModel(desk.connection).updateOne({ _id: beside }, { $set: { joinedTo: later, 'allocation.countedWith': later } })
    expect((await join(later, first)).headers['location']).toBe(`/intakes/${later}?done=joinedAndOffered`)
    expect(await stored(later)).toMatchObject({ ...accepted(), allocation: { socialWorker: sam.id }, transfer: { to: dot.id, from: sam.id } })
    expect(textOf((await atDuty.open(`/intakes/${later}`)).text)).toContain('Offered to Dot Worker until')
    const atDot = await desk.signIn(dot)
    await atDot.open(`/intakes/${later}`)
    expect((await atDot.send(`/intakes/${later}/offer/answer`, { answer: 'accept' })).status).toBe(303)
    expect(await stored(later)).toMatchObject({ status: 'accepted', acceptance: { by: dot.id }, allocation: { socialWorker: dot.id, countedWith: first } })
    expect([await holders(beside), await loads()]).toMatchObject([['Dot Worker'], { Sam: 0, Dot: 2 }])
  })

  it.each([
    ['is refused', 'was refused', 'refused to take it over', 'Dot Worker refused it, 10:00.', true],
    ['runs out', 'ran out', 'did not answer in time', 'Dot Worker did not answer by', false],
  ] as const)('where the offer that the join made %s, is told to whoever has it as none of theirs, and to whoever joined them', async (_how, what, why, card, refuses) => {
    const [first, later] = [await held(dot, 90), await held(sam, 60, accepted())]
    await join(later, first)
    const { reference } = await stored(later)
    expect(await mailsOfOffers()).toEqual([[dot.email, `Advice line: ${reference} is offered to you`, `Enquiry ${reference} is offered to you because of what it was joined with, or was taken apart from. A colleague has it until you take it over.`]])
    if (refuses) {
      const atDot = await desk.signIn(dot)
      await atDot.open(`/intakes/${later}`)
      expect((await atDot.send(`/intakes/${later}/offer/answer`, { answer: 'refuse' })).status).toBe(303)
    } else {
      await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { 'transfer.dueAt': desk.now } })
      await expireTransfers(coverDeps(desk, () => desk.now))
    }
    const mails = await mailsOfOffers()
    expect(mails).toEqual(expect.arrayContaining([
      [sam.email, `Advice line: the offer of ${reference} ${what}`, `Enquiry ${reference}, which you have, was offered to a colleague because of what it was joined with, or was taken apart from. The colleague ${why}. You have it still.`],
      [dilys.email, `Advice line: the offer of ${reference} ${what}`, `You joined enquiry ${reference} with another, or took that back, by which it was offered to a colleague, who ${why}. It is still with whoever has had it.`],
    ]))
    expect([mails.length, await mailsOfOffers()]).toEqual([2, []])
    const { owedTasks } = await stored(later)
    await new TaskRepository(taskModel(desk.connection)).raise(later, owedTasks, desk.now)
    const words = textOf((await atDuty.open(`/intakes/${later}`)).text)
    expect(words).toContain(card)
    expect(words).toContain('It is still with Sam Worker, who may offer it to somebody else, or ask a manager.')
    if (refuses) expect(words).toContain('Offer of Dilys Duty refused by Dot Worker')
  })

  it('where whoever has it joined them, and the offer is refused, is told to them once', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60, accepted())]
    const atSam = await desk.signIn(sam)
    await atSam.open(`/intakes/${later}`)
    await atSam.send(`/intakes/${later}/belonging/answer`, { enquiry: first, answer: 'join' })
    const atDot = await desk.signIn(dot)
    await atDot.open(`/intakes/${later}`)
    await atDot.send(`/intakes/${later}/offer/answer`, { answer: 'refuse' })
    expect((await mailsOfOffers()).map(([to]) => to)).toEqual([sam.email])
  })

  it('is not put to whoever has just refused it once more: whoever has it may offer it to somebody else, and a manager decides', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60, accepted())]
    await join(later, first)
    const atDot = await desk.signIn(dot)
    await atDot.open(`/intakes/${later}`)
    await atDot.send(`/intakes/${later}/offer/answer`, { answer: 'refuse' })
    for (const browser of [atDuty, atManager]) {
      const words = textOf((await browser.open(`/intakes/${later}`)).text)
      expect(words).toContain('Sam Worker has this enquiry, and Dot Worker has the first that it belongs with. Dot Worker refused to take it over. Sam Worker may offer it to somebody else, and a manager decides who is to have both.')
      expect(words).not.toContain('Offer it to Dot Worker too')
    }
    const atSam = await desk.signIn(sam)
    const own = textOf((await atSam.open(`/intakes/${later}`)).text)
    expect(own).toContain('Offer it to somebody else')
    expect(own).not.toContain('Offer it to a colleague')
    // Somebody else who was asked since ends that.
    await atSam.send(`/intakes/${later}/offer`, { to: kay.id })
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { 'transfer.dueAt': desk.now } })
    await expireTransfers(coverDeps(desk, () => desk.now))
    expect((await atDuty.open(`/intakes/${later}`)).text).toContain('Offer it to Dot Worker too')
  })

  it('goes to nobody who is away: the page offers it, and it is in hand all the while', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60, accepted())]
    await change(dot, { availability: { kind: 'away' } })
    expect((await join(later, first)).headers['location']).toBe(`/intakes/${later}?done=joined`)
    expect([await holders(later), (await stored(later)).transfer]).toEqual([['Sam Worker'], undefined])
    expect((await atDuty.open(`/intakes/${later}`)).text).toContain('Offer it to Dot Worker too')
    expect((await atDuty.send(`/intakes/${later}/belonging/worker`, {})).headers['location']).toBe(`/intakes/${later}?done=joinedAndOffered`)
    expect(await stored(later)).toMatchObject({ ...accepted(), allocation: { socialWorker: sam.id }, transfer: { to: dot.id } })
    expect((await atDuty.open(`/intakes/${later}`)).text).not.toContain('Offer it to Dot Worker too')
  })

  it('stays where it went when the join is taken back, until the one before takes it over', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60)]
    await join(later, first)
    await intakeModel(desk.connection).updateOne({ _id: later }, { $set: { status: 'accepted', acceptance: { by: dot.id, byName: dot.name, at: desk.now } } })
    await atManager.open(`/intakes/${later}`)
    await atManager.send(`/intakes/${later}/belonging/back`, { enquiry: first, what: 'join', reason: 'Two girls of that name.' })
    expect(await stored(later)).toMatchObject({ status: 'accepted', allocation: { socialWorker: dot.id }, transfer: { to: sam.id } })
  })
})

describe('where whoever has the first cannot have the other', () => {
  it('nothing moves by itself: the page says why, and a manager gives it', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60)]
    await staffModel(desk.connection).updateOne({ _id: dot.id }, { $set: { active: false } })
    expect((await join(later, first)).headers['location']).toBe(`/intakes/${later}?done=joined`)
    expect(await holders(first, later)).toEqual(['Dot Worker', 'Sam Worker'])
    expect((await stored(later)).owedTasks).toEqual([{ kind: 'holder_away', dueAt: desk.now, about: first, cause: 'apart' }])
    const told = textOf((await atManager.open(`/intakes/${later}`)).text)
    expect(told).toContain('Sam Worker has this enquiry, and Dot Worker has the first that it belongs with.')
    expect(told).toContain('It did not go there too: Dot Worker’s account is not in use any more. A manager decides who is to have both.')
  })

  it('for a conflict of interest in it, the first gets a card too, for they cannot open it any more', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60, { barred: [{ staffId: dot.id, name: dot.name, at: desk.now, by: manager.id, byName: manager.name }] })]
    await join(later, first)
    expect(await holders(first, later)).toEqual(['Dot Worker', 'Sam Worker'])
    expect(textOf((await atManager.open(`/intakes/${later}`)).text)).toContain('It did not go there too: Dot Worker has a conflict of interest in this enquiry.')
    expect((await stored(first)).owedTasks).toEqual([{ kind: 'holder_away', dueAt: desk.now, about: dot.id, cause: 'conflict' }])
    expect((await stored(later)).owedTasks).toEqual([])
  })

  it('this one goes as soon as somebody says so once that is over', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60)]
    await onLeave(dot, dot.id)
    await join(later, first)
    expect(await holders(later)).toEqual(['Sam Worker'])
    expect((await atDuty.open(`/intakes/${later}`)).text).not.toContain('Give it to Dot Worker too')
    await staffModel(desk.connection).updateOne({ _id: dot.id }, { $unset: { leave: '' } })
    expect((await atDuty.open(`/intakes/${later}`)).text).toContain('Give it to Dot Worker too')
    const gone = await atDuty.send(`/intakes/${later}/belonging/worker`, {})
    expect([gone.status, gone.headers['location']]).toEqual([303, `/intakes/${later}?done=joinedAndMoved`])
    expect([await holders(later), (await atDuty.send(`/intakes/${later}/belonging/worker`, {})).status]).toEqual([['Dot Worker'], 409])
  })
})

describe('what a manager gave to somebody after the two were joined', () => {
  it('is a manager’s alone to bring to one worker again, and stays when something else is joined', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60)]
    await join(later, first)
    await atManager.open(`/intakes/${later}`)
    await atManager.send(`/intakes/${later}/giving`, { to: kay.id, reason: 'Kay knows them.' })
    expect((await atDuty.open(`/intakes/${later}`)).text).not.toContain('Give it to Dot Worker too')
    expect((await atDuty.send(`/intakes/${later}/belonging/worker`, {})).status).toBe(409)
    await join(first, await held(dot, 95))
    expect(await holders(later)).toEqual(['Kay Cover'])
    expect((await atManager.open(`/intakes/${later}`)).text).toContain('Give it to Dot Worker too')
    expect((await atManager.send(`/intakes/${later}/belonging/worker`, {})).status).toBe(303)
    expect(await holders(later)).toEqual(['Dot Worker'])
  })
})

describe('a join over which the process died before anybody followed', () => {
  const MINUTE = 60_000
  const started = new Date('2026-11-23T10:00:00Z')
  afterEach(() => { desk.now = started })
  /** Written, and nothing after. */
  const joinAndDie = async (intakeId: string, otherId: string): Promise<void> => {
    const answer = { intakeId, otherId, byHand: true as const, by: 'd', byName: 'Dilys Duty', at: desk.now }
    expect(await deskThreads(desk.connection, desk.sealer).join(answer)).toMatchObject({ kind: 'joined' })
  }
  const sweep = async (): Promise<number> => {
    const told = await tellOfJoins(coverDeps(desk, () => desk.now))
    await raiseCards()
    return told
  }
  const raiseCards = async (): Promise<void> => {
    const steps = new StepLedger(intakeModel(desk.connection), desk.sealer, () => desk.now)
    const owing = await intakeModel(desk.connection).find({ 'steps.raiseTasks.dueAt': { $exists: true } }, { _id: 1 }).lean<{ _id: string }[]>()
    for (const { _id } of owing) await raiseTasksJob({ steps, tasks: new TaskRepository(taskModel(desk.connection)), now: () => desk.now, log: pino({ level: 'silent' }) })(_id)
  }
  const APART = 'It was joined to another enquiry, and did not go to whoever has that: two social workers have one case.'

  it('has a card soon, once, that asks who is to have both; the page offers it, and a later look tells nobody again', async () => {
    const [first, later, along] = [await held(dot, 90), await held(sam, 60), await held(sam, 50)]
    await join(along, later)
    await joinAndDie(later, first)
    expect(await sweep()).toBe(0)
    desk.now = new Date(started.getTime() + MINUTE)
    expect(await sweep()).toBe(2)
    expect(await holders(first, later, along)).toEqual(['Dot Worker', 'Sam Worker', 'Sam Worker'])
    const { text } = await atDuty.open(`/intakes/${later}`)
    expect(textOf(text)).toContain(APART)
    expect(text).toContain('/belonging/worker')
    expect([await sweep(), (await stored(later)).toFollow]).toEqual([0, undefined])
    expect((await atDuty.send(`/intakes/${later}/belonging/worker`, {})).status).toBe(303)
    expect(await holders(later, along)).toEqual(['Dot Worker', 'Dot Worker'])
    expect((await atDuty.open(`/intakes/${later}`)).text).not.toContain(APART)
  })

  it('is asked of anew where the join was taken back and made again', async () => {
    const [first, later, along] = [await held(dot, 90), await held(sam, 60), await held(sam, 50)]
    await join(along, later)
    await joinAndDie(later, first)
    desk.now = new Date(started.getTime() + MINUTE)
    expect(await sweep()).toBe(2)
    await atManager.open(`/intakes/${later}`)
    expect((await atManager.send(`/intakes/${later}/belonging/back`, { enquiry: first, what: 'join', reason: 'Two girls of that name.' })).status).toBe(303)
    const cards = async () => (await taskModel(desk.connection).find({ intakeId: { $in: [later, along] }, kind: 'holder_away' }).sort({ dueAt: 1 }).lean()).map(({ state, doneByName }) => [state, doneByName])
    expect(await cards()).toEqual([['done', 'Mona Manager'], ['done', 'Mona Manager']])
    await joinAndDie(later, first)
    desk.now = new Date(started.getTime() + 2 * MINUTE)
    expect(await sweep()).toBe(2)
    expect((await cards()).map(([state]) => state)).toEqual(['done', 'done', 'open', 'open'])
    expect(await sweep()).toBe(0)
  })

  it('is looked at still where it was joined anew in the moment in which an earlier join was done with', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60)]
    await joinAndDie(later, first)
    const { handovers } = coverDeps(desk, () => desk.now)
    await handovers.followed(later, new Date(started.getTime() - MINUTE))
    desk.now = new Date(started.getTime() + MINUTE)
    expect(await sweep()).toBe(1)
  })

  it('counts as one what one worker has, and tells nobody of it', async () => {
    const [first, later] = [await held(sam, 90), await held(sam, 60)]
    await joinAndDie(later, first)
    desk.now = new Date(started.getTime() + MINUTE)
    expect([await sweep(), (await stored(later)).allocation?.countedWith]).toEqual([0, first])
  })

  it('tells nobody where whoever joined them lived to see it done', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60)]
    await join(later, first)
    expect((await stored(later)).toFollow).toBeUndefined()
    desk.now = new Date(started.getTime() + MINUTE)
    expect(await sweep()).toBe(0)
  })
})

describe('a join that is taken back', () => {
  const takeBack = async (on: string, about: string) => {
    await atManager.open(`/intakes/${on}`)
    return atManager.send(`/intakes/${on}/belonging/back`, { enquiry: about, what: 'join', reason: 'Two girls of that name.' })
  }

  it('gives the enquiry back to whoever had it, and each weighs what it weighed', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60)]
    await join(later, first)
    expect((await takeBack(later, first)).status).toBe(303)
    expect([await holders(first, later), await loads()]).toMatchObject([['Dot Worker', 'Sam Worker'], { Sam: 2, Dot: 2 }])
    const { allocation } = await stored(later)
    expect([allocation?.countedWith, allocation?.hadBy]).toEqual([undefined, undefined])
    expect(textOf((await atManager.open(`/intakes/${later}`)).text)).toContain('Given back to Sam Worker, who had it before by Mona Manager')
  })

  it('ends the offer that it made, and says so: whoever has it in hand keeps it; what they offered themselves stands', async () => {
    const inHand = { status: 'accepted' as const, acceptance: { by: sam.id, byName: sam.name, at: desk.now } }
    const [first, later, other] = [await held(dot, 90), await held(sam, 60, inHand), await held(sam, 50, inHand)]
    await join(later, first)
    expect((await stored(later)).transfer).toMatchObject({ to: dot.id })
    expect((await takeBack(later, first)).status).toBe(303)
    const { transfer, owedTasks, ...kept } = await stored(later)
    expect([transfer, owedTasks.map(({ kind }) => kind)]).toEqual([undefined, expect.not.arrayContaining(['transfer_returned'])])
    expect(kept).toMatchObject({ ...inHand, allocation: { socialWorker: sam.id } })
    expect(textOf((await atManager.open(`/intakes/${later}`)).text)).toContain('Offer to Dot Worker ended, as the join was taken back by Mona Manager')
    const own = { to: kay.id, toName: kay.name, from: sam.id, fromName: sam.name, at: desk.now, dueAt: new Date(desk.now.getTime() + 60_000) }
    await intakeModel(desk.connection).updateOne({ _id: other }, { $set: { transfer: own } })
    await join(other, first)
    await takeBack(other, first)
    expect((await stored(other)).transfer).toEqual(own)
  })

  it('is given back by whoever looks at it where a process died before that was done', async () => {
    const [first, later] = [await held(dot, 90), await held(sam, 60)]
    await join(later, first)
    await intakeModel(desk.connection).updateOne({ _id: later }, { $unset: { joinedTo: '', 'allocation.countedWith': '' } })
    const { text } = await atDuty.open(`/intakes/${later}`)
    expect(text).toContain('Sam Worker had this enquiry until it was joined to another, which was taken back. Dot Worker has it still.')
    expect(text).toContain('Give it back to Sam Worker')
    expect((await atDuty.send(`/intakes/${later}/belonging/worker`, {})).headers['location']).toBe(`/intakes/${later}?done=givenBack`)
    expect(await holders(later)).toEqual(['Sam Worker'])
    expect((await atDuty.open(`/intakes/${later}`)).text).not.toContain('Give it back to')
  })

  describe('of what was taken over because of it', () => {
    const inHand = (by: StaffMember) => ({ status: 'accepted' as const, acceptance: { by: by.id, byName: by.name, at: desk.now } })
    const answer = async (who: StaffMember, intakeId: string, said: 'accept' | 'refuse' = 'accept'): Promise<void> => {
      const browser = await desk.signIn(who)
      await browser.open(`/intakes/${intakeId}`)
      expect((await browser.send(`/intakes/${intakeId}/offer/answer`, { answer: said })).status).toBe(303)
    }
    const takenOver = async (): Promise<{ first: string; later: string }> => {
      const [first, later] = [await held(dot, 90), await held(sam, 60, inHand(sam))]
      await join(later, first)
      await answer(dot, later)
      await mailsOfOffers()
      return { first, later }
    }
    const asked = async (id: string) => (await stored(id)).owedTasks.filter(({ kind }) => kind === 'holder_away').map(({ about, cause }) => ({ about, cause }))

    it('asks whoever had it to take it over again, by mail too; until then it is in hand, and then it is as it was', async () => {
      const { first, later } = await takenOver()
      const beside = await held(dot, 50)
      await intakeModel(desk.connection).updateOne({ _id: beside }, { $set: { joinedTo: first, joinedThrough: [later], 'allocation.countedWith': first, 'allocation.hadBy': { staffId: sam.id, name: sam.name } } })
      expect(await stored(later)).toMatchObject({ ...inHand(dot), allocation: { socialWorker: dot.id, countedWith: first, hadBy: { staffId: sam.id, name: sam.name } } })
      const back = await takeBack(later, first)
      expect(textOf((await atManager.open(back.headers['location'] ?? '')).text))
        .toContain('Taken back: the two enquiries are apart again. Sam Worker, who had this one before, is asked to take it over again; until then Dot Worker has it.')
      expect(await stored(later)).toMatchObject({ ...inHand(dot), allocation: { socialWorker: dot.id }, transfer: { to: sam.id, from: dot.id } })
      expect((await mailsOfOffers()).map(([to, subject]) => [to, subject.includes('is offered to you')])).toEqual([[sam.email, true]])
      expect(await asked(later)).toEqual([])
      await answer(sam, later)
      expect(await stored(later)).toMatchObject({ ...inHand(sam), allocation: { socialWorker: sam.id } })
      const { allocation } = await stored(later)
      expect([allocation?.hadBy, allocation?.countedWith, await holders(first, beside), await loads()]).toMatchObject([undefined, undefined, ['Dot Worker', 'Sam Worker'], { Sam: 2, Dot: 2 }])
    })

    it.each([['was taken over', true], ['is only offered', false]] as const)('asks them too for what goes along, was in hand and %s, for one case has one social worker', async (_how, isTaken) => {
      const [first, later, along] = [await held(dot, 90), await held(sam, 60), await held(sam, 50, inHand(sam))]
      await join(along, later)
      await join(later, first)
      expect([await holders(later, along), (await stored(along)).transfer?.to]).toEqual([['Dot Worker', 'Sam Worker'], dot.id])
      if (isTaken) await answer(dot, along)
      await takeBack(later, first)
      expect(await holders(later)).toEqual(['Sam Worker'])
      const { transfer } = await stored(along)
      expect(transfer?.to).toBe(isTaken ? sam.id : undefined)
      if (isTaken) await answer(sam, along)
      expect([await holders(first, later, along), await loads(), (await stored(along)).allocation?.hadBy]).toMatchObject([['Dot Worker', 'Sam Worker', 'Sam Worker'], { Sam: 2, Dot: 2 }, undefined])
      expect((await stored(along)).acceptance?.by).toBe(sam.id)
    })

    it('leaves what goes along, and was another’s before and after, with them', async () => {
      const [first, later, along] = [await held(dot, 90), await held(sam, 60), await held(kay, 40, inHand(kay))]
      await join(along, later)
      await answer(sam, along, 'refuse')
      await join(later, first)
      await takeBack(later, first)
      expect([await holders(later, along), await asked(along), (await stored(along)).transfer?.to]).toEqual([['Sam Worker', 'Kay Cover'], [], undefined])
    })

    it('asks them in another team too, and whoever took it back is told where they refuse', async () => {
      const olga = await desk.addStaff('manager', 'Olga Other')
      const una = await desk.addStaff('social_worker', 'Una Other', { manager: olga.email })
      const [first, later] = [await held(una, 90), await held(sam, 60, inHand(sam))]
      await join(later, first)
      await answer(una, later)
      expect((await stored(later)).allocation).toMatchObject({ socialWorker: una.id, manager: olga.id })
      await takeBack(later, first)
      await mailsOfOffers()
      await answer(sam, later, 'refuse')
      expect((await mailsOfOffers()).map(([to]) => to).toSorted()).toEqual([manager.email, una.email].toSorted())
      expect(await holders(first, later)).toEqual(['Una Other', 'Una Other'])
      expect((await atManager.open(`/intakes/${later}`)).text).toContain('Offer it back to Sam Worker')
    })

    it('has a card ask who is to have it where whoever had it cannot have it again, once', async () => {
      const { first, later } = await takenOver()
      await staffModel(desk.connection).updateOne({ _id: sam.id }, { $set: { active: false } })
      const back = await takeBack(later, first)
      expect(await asked(later)).toEqual([{ about: sam.id, cause: 'parted' }])
      await new TaskRepository(taskModel(desk.connection)).raise(later, (await stored(later)).owedTasks, desk.now)
      const words = textOf((await atManager.open(back.headers['location'] ?? '')).text)
      expect(words).toContain('Dot Worker has this one still, which Sam Worker had before: a card asks who is to have it.')
      expect(words).toContain('Decide who has it It was joined to another enquiry, which was taken back, and it did not go back to whoever had it before. A manager decides who has it.')
      expect(await holders(later)).toEqual(['Dot Worker'])
      await atManager.send(`/intakes/${later}/giving`, { to: kay.id, reason: 'Kay knows them.' })
      expect([await asked(later), await taskModel(desk.connection).countDocuments({ intakeId: later, kind: 'holder_away', state: 'open' })]).toEqual([[], 0])
    })

    it('has a card ask where whoever took it over has offered it to another, whose offer stands', async () => {
      const { first, later } = await takenOver()
      const atDot = await desk.signIn(dot)
      await atDot.open(`/intakes/${later}`)
      expect((await atDot.send(`/intakes/${later}/offer`, { to: kay.id })).status).toBe(303)
      await takeBack(later, first)
      expect([(await stored(later)).transfer?.to, await asked(later)]).toEqual([kay.id, [{ about: sam.id, cause: 'parted' }]])
      await answer(kay, later)
      expect([await holders(later), await asked(later)]).toEqual([['Kay Cover'], []])
    })

    it('asks them where it was taken over in the moment in which the join was taken back', async () => {
      const [first, later] = [await held(dot, 90), await held(sam, 60, inHand(sam))]
      await join(later, first)
      await intakeModel(desk.connection).updateOne({ _id: later }, { $unset: { joinedTo: '' } })
      const { handovers, now } = coverDeps(desk, () => desk.now)
      const endOffer = handovers.endOffer.bind(handovers)
      handovers.endOffer = async (...about) => {
        await answer(dot, later)
        return endOffer(...about)
      }
      expect(await giveBackApart({ handovers, now, answerBy: () => new Date(desk.now.getTime() + 60_000) }, { intakeId: later, actor: { staffId: manager.id, name: manager.name } })).toBe('offered')
      expect(await stored(later)).toMatchObject({ ...inHand(dot), transfer: { to: sam.id, from: dot.id } })
    })
  })

  it('leaves it with whoever has it where the one before is gone, or a manager gave it to somebody since', async () => {
    const [first, later, given] = [await held(dot, 90), await held(sam, 60), await held(sam, 50)]
    await join(later, first)
    await join(given, first)
    await atManager.open(`/intakes/${given}`)
    expect((await atManager.send(`/intakes/${given}/giving`, { to: kay.id, reason: 'Kay knows them.' })).status).toBe(303)
    await staffModel(desk.connection).updateOne({ _id: sam.id }, { $set: { active: false } })
    for (const one of [later, given]) expect((await takeBack(one, first)).status).toBe(303)
    expect([await holders(later, given), await loads()]).toMatchObject([['Dot Worker', 'Kay Cover'], { Dot: 4, Kay: 2 }])
  })
})
