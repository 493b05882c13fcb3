import { climb, type ClimbDeps, type Climbed, type Climbing, finishTelling } from '../../../../src/allocation/escalation/takeNextRung'
import type { NextRung } from '../../../../src/allocation/escalation/nextRung'
import type { CameOut, LadderState, Tellable } from '../../../../src/allocation/escalation/ports'
import type { TellingOutcome, Way } from '../../../../src/domain/escalation'
import { createLogger } from '../../../../src/operations/logger'

const AT = new Date('2026-11-24T10:00:00Z')
const SOON = new Date('2026-11-24T10:01:00Z')
const LATER = new Date('2026-11-24T14:00:00Z')
const person: Tellable = {
  id: 'wanda', name: 'Wanda', email: 'wanda@desk.example', role: 'manager', active: true, barred: false, onRota: false, onCall: false, leave: [], availability: { kind: 'by_rota' },
}
const reminded: LadderState = { manner: 'ordinary', since: AT, rung: 'holder' }

/** The ladder as it is kept after nobody could be reached on the rung `manager`, and where another process finishes what one began. */
async function ladderAfter(ladder: LadderState, ...ways: readonly Way[]): Promise<LadderState> {
  return ladderKept(ladder, async (deps, climbing) => {
    const next: NextRung = { kind: 'tell', rung: 'manager', who: [{ rung: 'manager', person, ways }], nextAt: LATER }
    return climb(deps, climbing, next)
  })
}

async function ladderAfterAnother(ladder: LadderState, ...ways: readonly Way[]): Promise<LadderState> {
  const begun = ways.map((way) => ({ id: way, rung: 'manager', staffId: person.id, name: person.name, way, at: AT, outcome: 'begun' }) as const)
  return ladderKept(ladder, async (deps, climbing) => finishTelling(deps, climbing, begun))
}

async function ladderKept(ladder: LadderState, tell: (deps: ClimbDeps, climbing: Climbing) => Promise<Climbed>): Promise<LadderState> {
  const unreachable = async () => Promise.resolve('failed' as const)
  const deps: ClimbDeps = {
    messengers: { mail: unreachable, text: unreachable, call: unreachable },
    leaseMs: 60_000, times: { lookAgainMs: 60_000, engagedAgainMs: 5_000 }, now: () => AT, log: createLogger('workers', 'silent'),
  }
  let kept = ladder
  const climbing: Climbing = {
    about: 'enquiry', intakeId: 'one', reference: 'AL-1', people: [person], ladder,
    wait: async (state) => { kept = state; return Promise.resolve(true) },
    begin: async () => Promise.resolve(true), cameOut: async () => Promise.resolve(), noteGap: async () => Promise.resolve(),
  }
  expect(await tell(deps, climbing)).toBe('nobody_reached')
  return kept
}

describe('a ladder on which nobody could be reached', () => {
  it('sends a mail again where nothing presses', async () => {
    expect(await ladderAfter(reminded, 'mail')).toEqual({ ...reminded, nextAt: SOON })
  })

  it('sends a mail again that another process began, though nobody knows any more who was told before', async () => {
    const began: LadderState = { manner: 'ordinary', since: AT, rung: 'manager', nextAt: LATER }
    expect(await ladderAfterAnother(began, 'mail')).toEqual({ manner: 'ordinary', since: AT, nextAt: SOON })
    expect(await ladderAfterAnother(began, 'mail', 'call')).toEqual({ ...began, nextAt: SOON })
    expect(await ladderAfterAnother({ ...began, manner: 'pressing' }, 'mail')).toEqual({ ...began, manner: 'pressing', nextAt: SOON })
  })

  it('goes on to whoever stands next where a telephone was tried, and does not ring the same person each minute', async () => {
    expect(await ladderAfter(reminded, 'mail', 'call')).toEqual({ ...reminded, rung: 'manager', nextAt: SOON })
  })

  it('goes on to whoever stands next where it presses', async () => {
    expect(await ladderAfter({ ...reminded, manner: 'pressing' }, 'mail')).toEqual({ ...reminded, manner: 'pressing', rung: 'manager', nextAt: SOON })
  })
})

describe('how those who were told came out', () => {
  /** By a mail that is sent at once and a call that rings after it: what is written by itself, and what with the wait. */
  async function written(claim: 'stands' | 'lost'): Promise<{ readonly alone: TellingOutcome[]; readonly withWait: TellingOutcome[] }> {
    const kept = { alone: [] as TellingOutcome[], withWait: [] as TellingOutcome[] }
    const deps: ClimbDeps = {
      messengers: { mail: async () => Promise.resolve('sent'), call: async () => new Promise((resolve) => void setImmediate(() => resolve('rings'))) },
      leaseMs: 60_000, times: { lookAgainMs: 60_000, engagedAgainMs: 5_000 }, now: () => AT, log: createLogger('workers', 'silent'),
    }
    const climbing: Climbing = {
      about: 'enquiry', intakeId: 'one', reference: 'AL-1', people: [person], ladder: reminded,
      wait: async (_ladder, _until, last?: CameOut) => {
        if (claim === 'stands' && last) kept.withWait.push(last.outcome)
        return Promise.resolve(claim === 'stands')
      },
      begin: async () => Promise.resolve(true), cameOut: async ({ outcome }) => { kept.alone.push(outcome); return Promise.resolve() }, noteGap: async () => Promise.resolve(),
    }
    const next: NextRung = { kind: 'tell', rung: 'manager', who: [{ rung: 'manager', person, ways: ['call', 'mail'] }], nextAt: LATER }
    expect(await climb(deps, climbing, next)).toBe(claim === 'stands' ? 'told' : 'claim_lost')
    return kept
  }

  it('is written of each at once, and of the last with what is written anyway', async () => {
    expect(await written('stands')).toEqual({ alone: ['sent'], withWait: ['rings'] })
  })

  it('is written of the last by itself where the claim was lost meanwhile', async () => {
    expect(await written('lost')).toEqual({ alone: ['sent', 'rings'], withWait: [] })
  })
})
