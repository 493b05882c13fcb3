import pino from 'pino'
import { languageWords } from '../../../config/languages'
import { allocateIntake, type AllocateDeps } from '../../../src/allocation/allocateIntake'
import type { AllocateOutcome, AllocationLedger, NobodyFound } from '../../../src/allocation/allocationLedger'
import type { Candidate, Choice, People } from '../../../src/allocation/candidate'
import type { Intake } from '../../../src/domain/intake'
import { languageReader } from '../../../src/domain/languages'
import type { RecordedFact } from '../../../src/domain/recordedFacts'
import { aManager, aWorker, NOW } from './people'

const CLAIM = { intakeId: 'e1', token: 'held', attempts: 1 }
const worker = (id: string, load: number): Candidate => aWorker(id, { load, limit: 5 })

/** Answers in turn what it is told to, and remembers what was asked of it. */
class FakeLedger implements AllocationLedger {
  readonly chosen: Choice[] = []
  readonly left: NobodyFound[] = []
  constructor(private readonly loads: Candidate[][], private readonly outcomes: AllocateOutcome[]) {}
  people = (): Promise<People> =>
    Promise.resolve({ workers: this.loads.length > 1 ? this.loads.shift()! : this.loads[0]!, managers: [aManager()] })
  allocate = (_claim: unknown, choice: Choice) => {
    this.chosen.push(choice)
    return Promise.resolve(this.outcomes.length > 1 ? this.outcomes.shift()! : this.outcomes[0]!)
  }
  /** Who has the first enquiry of the thread. */
  holder: string | undefined
  beside: string[] = []
  besideOutcome: AllocateOutcome = 'allocated'
  holderOf = () => Promise.resolve(this.holder)
  allocateBeside = (_claim: unknown, { socialWorker }: Choice, firstId: string) => {
    this.beside.push(`${socialWorker.id} beside ${firstId}`)
    return Promise.resolve(this.besideOutcome)
  }
  completed = 0
  releasePromises = () => Promise.resolve()
  complete = () => Promise.resolve((this.completed += 1) > 0)
  leaveUnallocated = (_claim: unknown, found: NobodyFound) => Promise.resolve(void this.left.push(found))
}

const WEIGHTS = { urgent: 3, high: 2, standard: 1, low: 0.5, unread: 1 }
const UNREAD = { channel: 'email', acknowledgement: {}, email: { subject: '', text: '' } } as Intake
const deps = (ledger: AllocationLedger, change: Partial<AllocateDeps> = {}): AllocateDeps => ({
  ledger, whoKnows: async () => [], readLanguages: languageReader(languageWords()), now: () => NOW, isOpen: () => true, caseWeights: WEIGHTS, allocateAgainMs: 60_000, log: pino({ level: 'silent' }), ...change,
})
const allocate = (ledger: AllocationLedger, change?: Partial<AllocateDeps>) =>
  allocateIntake(deps(ledger, change), { claim: CLAIM, intake: UNREAD, notes: [] })

describe('allocating an enquiry', () => {
  it('goes to the least loaded social worker, with the manager', async () => {
    const ledger = new FakeLedger([[worker('a', 3), worker('b', 1)]], ['allocated'])
    const result = await allocate(ledger)
    expect(result).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'b' }, manager: { id: 'm1' } } })
    expect(ledger.left).toEqual([])
  })

  it('goes to nobody beside whoever accepted it, though something of theirs changed in between', async () => {
    const ledger = new FakeLedger([[worker('a', 5), worker('b', 0)], [worker('a', 6), worker('b', 0)]], ['facts_changed', 'allocated'])
    const intake = { ...UNREAD, acceptance: { by: 'a', byName: 'A', at: NOW } }
    await allocateIntake(deps(ledger), { claim: CLAIM, intake, notes: [] })
    expect(ledger.chosen.map(({ socialWorker }) => socialWorker.id)).toEqual(['a', 'a'])
  })

  it('decides again on fresh loads when the worker was taken in between', async () => {
    const ledger = new FakeLedger([[worker('a', 1), worker('b', 2)], [worker('a', 3), worker('b', 2)]], ['facts_changed', 'allocated'])
    const result = await allocate(ledger)
    expect(result).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'b' } } })
  })

  it('tries whoever would come next anyway before it reads everything again, and nobody who carries more', async () => {
    const ledger = new FakeLedger([[worker('a', 1), worker('b', 1.5), worker('c', 2)], [worker('a', 2), worker('b', 2.5), worker('c', 2)]], ['facts_changed', 'facts_changed', 'allocated'])
    await allocate(ledger)
    expect(ledger.chosen.map(({ socialWorker, why }) => [socialWorker.id, why.among])).toEqual([['a', 3], ['b', 3], ['a', 3]])
  })

  it('goes to whoever knows the child, though they carry more; and once they were overtaken, to nobody else before all is read afresh', async () => {
    const ledger = new FakeLedger([[worker('a', 0), worker('b', 2)], [worker('a', 0), worker('b', 4)]], ['facts_changed', 'allocated'])
    await allocate(ledger, { whoKnows: async () => [{ staffId: 'b', intakeId: 'other' }] })
    expect(ledger.chosen.map(({ socialWorker, why }) => [socialWorker.id, why.decidedBy])).toEqual([['b', 'knows_child'], ['b', 'knows_child']])
    const full = new FakeLedger([[worker('a', 0), worker('b', 2)], [worker('a', 0), worker('b', 5)]], ['facts_changed', 'allocated'])
    await allocate(full, { whoKnows: async () => [{ staffId: 'b', intakeId: 'other' }] })
    expect(full.chosen.map(({ socialWorker, why }) => [socialWorker.id, why.decidedBy])).toEqual([['b', 'knows_child'], ['a', 'only_one']])
  })

  it('goes by turn where it cannot be told who knows the child', async () => {
    const ledger = new FakeLedger([[worker('a', 0), worker('b', 2)]], ['allocated'])
    const whoKnows = async () => Promise.reject(new Error('the database is away'))
    expect(await allocate(ledger, { whoKnows })).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'a' } } })
  })

  it('is left for a person, and tried again in a minute, when nobody has room', async () => {
    const ledger = new FakeLedger([[worker('a', 5)]], ['allocated'])
    const left = { why: 'all_at_limit', retryAt: new Date('2026-03-02T10:01:00Z') }
    expect(await allocate(ledger)).toEqual({ kind: 'unallocated', ...left })
    expect(ledger.left).toEqual([{ ...left, isOpen: true }])
    expect(ledger.chosen).toEqual([])
  })

  it('is left for a person when the last one with room was taken in between', async () => {
    const ledger = new FakeLedger([[worker('a', 4)], [worker('a', 5)]], ['facts_changed'])
    expect(await allocate(ledger)).toMatchObject({ kind: 'unallocated' })
  })

  it('looks again on the minute, when hours and patterns begin, or sooner', async () => {
    const retryAt = async (now: string, allocateAgainMs: number) => {
      const ledger = new FakeLedger([[worker('a', 5)]], ['allocated'])
      await allocate(ledger, { now: () => new Date(now), allocateAgainMs })
      return ledger.left[0]?.retryAt.toISOString()
    }
    expect(await retryAt('2026-03-02T09:29:47.500Z', 60_000)).toBe('2026-03-02T09:30:00.000Z')
    expect(await retryAt('2026-03-02T09:29:00.000Z', 20_000)).toBe('2026-03-02T09:29:20.000Z')
  })

  it('is left for a person outside the service hours, of which no manager is to learn at once', async () => {
    const ledger = new FakeLedger([[worker('a', 0)]], ['allocated'])
    expect(await allocate(ledger, { isOpen: () => false })).toMatchObject({ kind: 'unallocated' })
    expect(ledger.left).toMatchObject([{ isOpen: false }])
  })

  it('leaves it alone once another holds the step', async () => {
    expect(await allocate(new FakeLedger([[worker('a', 0)]], ['claim_lost']))).toEqual({ kind: 'claim_lost' })
  })

  it('only completes what an earlier try began, when the pair stands already', async () => {
    const ledger = new FakeLedger([[worker('a', 0)]], ['allocated'])
    const intake = { ...UNREAD, allocation: { socialWorker: 'b' } } as Intake
    expect(await allocateIntake(deps(ledger), { claim: CLAIM, intake, notes: [] })).toEqual({ kind: 'completed' })
    expect([ledger.completed, ledger.chosen]).toEqual([1, []])
  })

  it.each([
    ['goes to whoever has the first enquiry, whatever they carry', 'b', true, ['b beside first'], []],
    ['goes to anybody when nobody has the first yet', undefined, true, [], ['a']],
    ['goes to anybody when whoever has the first is not on duty', 'gone', true, [], ['a']],
    ['is left for a person outside the service hours', 'b', false, [], []],
  ])('of a message that belongs with an earlier one %s', async (_, holder, open, beside, chosen) => {
    const ledger = new FakeLedger([[worker('a', 0), worker('b', 5), { ...worker('gone', 0), onRota: false }]], ['allocated'])
    ledger.holder = holder
    await allocateIntake(deps(ledger, { isOpen: () => open }), { claim: CLAIM, intake: { ...UNREAD, joinedTo: 'first' }, notes: [] })
    expect([ledger.beside, ledger.chosen.map(({ socialWorker }) => socialWorker.id)]).toEqual([beside, chosen])
  })

  it('goes to anybody when whoever has the first was barred from this one in that moment', async () => {
    const ledger = new FakeLedger([[worker('a', 0), worker('b', 5)]], ['allocated'])
    ledger.holder = 'b'
    ledger.besideOutcome = 'facts_changed'
    expect(await allocateIntake(deps(ledger), { claim: CLAIM, intake: { ...UNREAD, joinedTo: 'first' }, notes: [] })).toMatchObject({ kind: 'allocated' })
    expect(ledger.chosen.map(({ socialWorker }) => socialWorker.id)).toEqual(['a'])
  })

  it('gives up loudly when every choice is refused for ever', async () => {
    await expect(allocate(new FakeLedger([[worker('a', 0)]], ['facts_changed']))).rejects.toThrow(/overtaken/)
  })
})

describe('an enquiry about a child who speaks another language', () => {
  const speaking = (id: string, load: number, ...languages: string[]): Candidate => ({ ...worker(id, load), skills: { nations: [], languages, exploitation: [] } })
  const fact = (language: string, interpreter: string): RecordedFact => ({ kind: 'language', values: { language, interpreter }, at: NOW, by: 'd', byName: 'D' })
  const chosenFor = async (text: string, { notes = [], facts = [], hidden = '' }: { readonly notes?: readonly string[]; readonly facts?: readonly RecordedFact[]; readonly hidden?: string } = {}) => {
    const ledger = new FakeLedger([[speaking('anna', 0), speaking('vera', 2, 'vietnamese'), speaking('tess', 3, 'tigrinya')]], ['allocated'])
    const parts = [{ kind: 'new', start: 0, end: text.length }, { kind: 'hidden', start: text.length, end: text.length + hidden.length }]
    const intake = { ...UNREAD, email: { subject: '', text: text + hidden, parts }, facts } as unknown as Intake
    await allocateIntake(deps(ledger), { claim: CLAIM, intake, notes: notes.map((words) => ({ words, at: NOW, sinceDecision: true })) })
    const [choice] = ledger.chosen
    return [choice?.socialWorker.id, choice?.why.decidedBy, ...(choice?.why.nobodyHas ?? [])]
  }

  it('goes to a worker who has it, as the message or a note says', async () => {
    expect(await chosenFor('He speaks only Vietnamese.')).toEqual(['vera', 'skills'])
    expect(await chosenFor('A boy.', { notes: ['Needs a Tigrinya interpreter.'] })).toEqual(['tess', 'skills'])
  })

  it('goes by nothing that the message hides from whoever opens it', async () => {
    expect(await chosenFor('A boy.', { hidden: ' He speaks only Vietnamese.' })).toEqual(['anna', 'least_to_carry'])
  })

  it('goes by what a person recorded, whatever was read', async () => {
    expect(await chosenFor('He speaks only Vietnamese.', { facts: [fact('Tigrinya', 'yes')] })).toEqual(['tess', 'skills'])
    expect(await chosenFor('He speaks only Vietnamese.', { facts: [fact('Vietnamese', 'no')] })).toEqual(['anna', 'least_to_carry'])
    expect(await chosenFor('A boy.', { facts: [fact('English and Vietnamese', 'not_known')] })).toEqual(['vera', 'skills'])
    const of = (id: string) => ({ about: { id, reference: id } })
    expect(await chosenFor('Two boys.', { facts: [{ ...fact('Tigrinya', 'yes'), ...of('one') }, { ...fact('French', 'no'), ...of('other') }] })).toEqual(['tess', 'skills'])
  })

  it('goes to somebody else where nobody has it, and the reasons say so', async () => {
    expect(await chosenFor('She needs a Wolof interpreter.')).toEqual(['anna', 'least_to_carry', { kind: 'language', language: 'wolof' }])
  })
})
