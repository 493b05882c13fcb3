import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import type { EscalateCallbackDeps } from '../allocation/callbacks/escalateCallback'
import type { EscalateDeps } from '../allocation/escalation/escalateDeps'
import type { Messengers, ToTell } from '../allocation/escalation/ports'
import { guardReference, staffNote } from '../allocation/escalation/staffNote'
import { untakenNote } from '../allocation/escalation/untakenNote'
import type { EscalateSecondDeps } from '../allocation/secondProfessionals/escalateSecond'
import { systemClock } from '../domain/clock'
import type { TellingOutcome } from '../domain/escalation'
import { StoredCallbackEscalations } from '../store/callbackEscalations'
import { StoredEscalationLedger } from '../store/escalationLedger'
import { StoredSecondEscalations } from '../store/secondEscalations'
import { STEP_LEASE_MS } from '../store/stepLedger'
import { untakenTurns } from '../store/untakenTurns'
import { ringOne, textOne, type WakeOneDeps } from '../telephone/waking/wakeOne'
import type { Store } from './openStore'
import { serviceHours } from './serviceHours'
import { sendToStaff, type StaffMailDeps } from './staffMail'

export interface MessengerDeps extends StaffMailDeps {
  readonly deskUrl: string
  readonly telephone: WakeOneDeps
  readonly log: Logger
}

/** What the clocks need. */
export function escalateDeps(settings: Settings, store: Store, messengers: Messengers, log: Logger): EscalateDeps {
  const { acceptWithin, takeOverWithin, times } = SERVICE.escalation
  return {
    ledger: new StoredEscalationLedger(store.connection, store.steps), untakenTurns: untakenTurns(store.connection, times),
    messengers, acceptWithin, takeOverWithin, times, leaseMs: STEP_LEASE_MS, hours: serviceHours(settings), now: systemClock, log,
  }
}

/** What telling of overdue call-backs needs. */
export function escalateCallbackDeps(settings: Settings, store: Store, messengers: Messengers, log: Logger): EscalateCallbackDeps {
  const { overdueCallbacks, calls } = SERVICE
  return {
    ledger: new StoredCallbackEscalations(store.connection, store.steps),
    messengers, times: { ...overdueCallbacks, makeWithinMs: calls.callbackWithinMs }, leaseMs: STEP_LEASE_MS, hours: serviceHours(settings), now: systemClock, log,
  }
}

/** What telling of enquiries that no officer is on needs. */
export function escalateSecondDeps(settings: Settings, store: Store, messengers: Messengers, log: Logger): EscalateSecondDeps {
  return {
    ledger: new StoredSecondEscalations(store.connection, store.steps, SERVICE.secondCalls.without),
    messengers, times: SERVICE.secondCalls, leaseMs: STEP_LEASE_MS, hours: serviceHours(settings), now: systemClock, log,
  }
}

/** The three ways to a member of staff. Each is told a reference that was checked to be one, and nothing else. */
export function staffMessengers(deps: MessengerDeps): Messengers {
  const { telephone, log } = deps
  const safely = (tell: (toTell: ToTell) => Promise<TellingOutcome>) => async (toTell: ToTell): Promise<TellingOutcome> => {
    try {
      guardReference(toTell.reference)
      return await tell(toTell)
    } catch (error) {
      log.error({ intakeId: toTell.intakeId, staffId: toTell.person.id, err: error }, 'a member of staff could not be told what is overdue')
      return 'failed'
    }
  }
  return {
    mail: safely(async ({ about, person, telling, reference, together, isInHand }) => {
      const { deskUrl } = deps
      return sendToStaff(deps, person.email, together ? untakenNote({ untaken: together, deskUrl }) : staffNote({ about: telling.says ?? about, reference, deskUrl, ...(isInHand && { isInHand }) }))
    }),
    ...(telephone.textFrom !== undefined && {
      text: safely(async ({ person, intakeId, reference }) => {
        const outcome = await textOne(telephone, { intakeId, staffId: person.id, to: person.phone ?? '', reference })
        return outcome === 'not_set_up' ? 'failed' : outcome
      }),
    }),
    call: safely(async ({ about, person, telling, intakeId, reference }) => {
      const { begun } = await ringOne(telephone, { legId: telling.id, intakeId, staffId: person.id, reference, about })
      return RUNG[begun]
    }),
    lines: {
      hold: async (staffId, legId) => (await telephone.lines.take(staffId, { legId, at: telephone.now(), leaseMs: telephone.legTargets.leaseMs })) !== undefined,
      letGo: async (staffId, legId) => {
        if (await telephone.lines.release(staffId, legId, {})) await telephone.waiting.ringForNext(telephone.now())
      },
    },
  }
}

const RUNG = { under_way: 'rings', busy: 'line_busy', refused: 'refused', network_away: 'failed', not_wanted: 'failed' } as const
