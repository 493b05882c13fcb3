import { climb, type ClimbDeps, type Climbing } from '../../../../src/allocation/escalation/takeNextRung'
import type { NextRung } from '../../../../src/allocation/escalation/nextRung'
import type { LadderState, Tellable } from '../../../../src/allocation/escalation/ports'
import type { Way } from '../../../../src/domain/escalation'
import { createLogger } from '../../../../src/operations/logger'

const AT = new Date('2026-11-24T10:00:00Z')
const SOON = new Date('2026-11-24T10:01:00Z')
const LATER = new Date('2026-11-24T14:00:00Z')
const person: Tellable = {
  id: 'wanda', name: 'Wanda', email: 'wanda@desk.example', role: 'manager', active: true, barred: false, onRota: false, onCall: false, leave: [], availability: { kind: 'by_rota' },
}
const reminded: LadderState = { manner: 'ordinary', since: AT, rung: 'holder' }

/** The ladder as it is kept after nobody could be reached on the rung `manager`. */
async function ladderAfter(ladder: LadderState, ...ways: readonly Way[]): Promise<LadderState> {
  const unreachable = async () => Promise.resolve('failed' as const)
  const deps: ClimbDeps = {
    messengers: { mail: unreachable, text: unreachable, call: unreachable },
    leaseMs: 60_000, times: { lookAgainMs: 60_000 }, now: () => AT, log: createLogger('workers', 'silent'),
  }
  let kept = ladder
  const climbing: Climbing = {
    about: 'enquiry', intakeId: 'one', reference: 'AL-1', people: [person], ladder,
    wait: async (state) => { kept = state; return Promise.resolve(true) },
    begin: async () => Promise.resolve(true), cameOut: async () => Promise.resolve(), nobodyThere: async () => Promise.resolve(),
  }
  const next: NextRung = { kind: 'tell', rung: 'manager', who: [{ rung: 'manager', person, ways }], nextAt: LATER, onCallMissing: false }
  expect(await climb(deps, climbing, next)).toBe('nobody_reached')
  return kept
}

describe('a ladder on which nobody could be reached', () => {
  it('sends a mail again where nothing presses', async () => {
    expect(await ladderAfter(reminded, 'mail')).toEqual({ ...reminded, nextAt: SOON })
  })

  it('goes on to whoever stands next where a telephone was tried, and does not ring the same person each minute', async () => {
    expect(await ladderAfter(reminded, 'mail', 'call')).toEqual({ ...reminded, rung: 'manager', nextAt: SOON })
  })

  it('goes on to whoever stands next where it presses', async () => {
    expect(await ladderAfter({ ...reminded, manner: 'pressing' }, 'mail')).toEqual({ ...reminded, manner: 'pressing', rung: 'manager', nextAt: SOON })
  })
})
