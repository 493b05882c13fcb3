import pino from 'pino'
import { allocateIntake, type AllocateDeps } from '../../../src/allocation/allocateIntake'
import type { AllocateOutcome, AllocationLedger } from '../../../src/allocation/allocationLedger'
import type { Intake } from '../../../src/domain/intake'
import type { Choice, WorkerLoad } from '../../../src/allocation/workerLoad'

const NOW = new Date('2026-03-02T10:00:00Z')
const CLAIM = { intakeId: 'e1', token: 'held', attempts: 1 }
const worker = (id: string, openCases: number): WorkerLoad => ({
  id, name: `Invented ${id}`, active: true, onRota: true, manager: { id: 'm', name: 'Invented Manager', active: true },
  openCases, caseloadLimit: 5,
})

/** Answers in turn what it is told to, and remembers what was asked of it. */
class FakeLedger implements AllocationLedger {
  readonly chosen: Choice[] = []
  readonly left: Date[] = []
  constructor(private readonly loads: WorkerLoad[][], private readonly outcomes: AllocateOutcome[]) {}
  candidates = () => Promise.resolve(this.loads.length > 1 ? this.loads.shift()! : this.loads[0]!)
  allocate = (_claim: unknown, choice: Choice) => {
    this.chosen.push(choice)
    return Promise.resolve(this.outcomes.length > 1 ? this.outcomes.shift()! : this.outcomes[0]!)
  }
  /** Who has the first enquiry of the thread. */
  holder: string | undefined
  beside: string[] = []
  holderOf = () => Promise.resolve(this.holder)
  allocateBeside = (_claim: unknown, { socialWorker }: Choice, firstId: string) => {
    this.beside.push(`${socialWorker.id} beside ${firstId}`)
    return Promise.resolve('allocated' as const)
  }
  completed = 0
  releasePromises = () => Promise.resolve()
  complete = () => Promise.resolve((this.completed += 1) > 0)
  leaveUnallocated = (_claim: unknown, retryAt: Date) => Promise.resolve(void this.left.push(retryAt))
}

const deps = (ledger: AllocationLedger, change: Partial<AllocateDeps> = {}): AllocateDeps => ({
  ledger, now: () => NOW, isOpen: () => true, allocateAgainMs: 60_000, log: pino({ level: 'silent' }), ...change,
})
const allocate = (ledger: AllocationLedger, change?: Partial<AllocateDeps>) =>
  allocateIntake(deps(ledger, change), { claim: CLAIM, intake: {} as Intake })

describe('allocating an enquiry', () => {
  it('goes to the least loaded social worker, with the manager', async () => {
    const ledger = new FakeLedger([[worker('a', 3), worker('b', 1)]], ['allocated'])
    const result = await allocate(ledger)
    expect(result).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'b' }, manager: { id: 'm' } } })
    expect(ledger.left).toEqual([])
  })

  it('decides again on fresh loads when the worker was taken in between', async () => {
    const ledger = new FakeLedger([[worker('a', 1), worker('b', 2)], [worker('a', 3), worker('b', 2)]], ['worker_taken', 'allocated'])
    const result = await allocate(ledger)
    expect(result).toMatchObject({ kind: 'allocated', choice: { socialWorker: { id: 'b' } } })
  })

  it('is left for a person, and tried again in a minute, when nobody has room', async () => {
    const ledger = new FakeLedger([[worker('a', 5)]], ['allocated'])
    expect(await allocate(ledger)).toEqual({ kind: 'unallocated', retryAt: new Date('2026-03-02T10:01:00Z') })
    expect(ledger.left).toEqual([new Date('2026-03-02T10:01:00Z')])
    expect(ledger.chosen).toEqual([])
  })

  it('is left for a person when the last one with room was taken in between', async () => {
    const ledger = new FakeLedger([[worker('a', 4)], [worker('a', 5)]], ['worker_taken'])
    expect(await allocate(ledger)).toMatchObject({ kind: 'unallocated' })
  })

  it('is left for a person outside the service hours', async () => {
    const ledger = new FakeLedger([[worker('a', 0)]], ['allocated'])
    expect(await allocate(ledger, { isOpen: () => false })).toMatchObject({ kind: 'unallocated' })
  })

  it('leaves it alone once another holds the step', async () => {
    expect(await allocate(new FakeLedger([[worker('a', 0)]], ['claim_lost']))).toEqual({ kind: 'claim_lost' })
  })

  it('only completes what an earlier try began, when the pair stands already', async () => {
    const ledger = new FakeLedger([[worker('a', 0)]], ['allocated'])
    const intake = { allocation: { socialWorker: 'b' } } as Intake
    expect(await allocateIntake(deps(ledger), { claim: CLAIM, intake })).toEqual({ kind: 'completed' })
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
    await allocateIntake(deps(ledger, { isOpen: () => open }), { claim: CLAIM, intake: { joinedTo: 'first' } as Intake })
    expect([ledger.beside, ledger.chosen.map(({ socialWorker }) => socialWorker.id)]).toEqual([beside, chosen])
  })

  it('gives up loudly when every choice is refused for ever', async () => {
    await expect(allocate(new FakeLedger([[worker('a', 0)]], ['worker_taken']))).rejects.toThrow(/overtaken/)
  })
})
