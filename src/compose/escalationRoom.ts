import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import type { Mailer, Signer } from '../acknowledgement/ports'
import type { EscalateCallbackDeps } from '../allocation/callbacks/escalateCallback'
import type { EscalateDeps } from '../allocation/escalation/escalateIntake'
import type { Messengers, ToTell } from '../allocation/escalation/ports'
import { guardReference, staffNote } from '../allocation/escalation/staffNote'
import type { EscalateSecondDeps } from '../allocation/seconds/escalateSecond'
import { type Clock, systemClock } from '../domain/clock'
import type { EmailAddress } from '../domain/email'
import type { TellingOutcome } from '../domain/escalation'
import { StoredCallbackEscalations } from '../store/callbackEscalations'
import { StoredEscalationLedger } from '../store/escalationLedger'
import { StoredSecondEscalations } from '../store/secondEscalations'
import { STEP_LEASE_MS } from '../store/stepLedger'
import { ringOne, textOne, type WakeOneDeps } from '../telephone/waking/wakeOne'
import type { Store } from './openStore'
import { serviceHours } from './serviceHours'

export interface MessengerDeps {
  readonly mailer: Mailer
  readonly signer?: Signer
  readonly from: EmailAddress
  readonly deskUrl: string
  readonly telephone: WakeOneDeps
  readonly now: Clock
  readonly log: Logger
}

/** What the clocks need. */
export function escalateDeps(settings: Settings, store: Store, messengers: Messengers, log: Logger): EscalateDeps {
  const { acceptWithin, times } = SERVICE.escalation
  return {
    ledger: new StoredEscalationLedger(store.connection, store.steps),
    messengers, acceptWithin, times, leaseMs: STEP_LEASE_MS, hours: serviceHours(settings), now: systemClock, log,
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
    ledger: new StoredSecondEscalations(store.connection, store.steps),
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
    mail: safely(async (toTell) => mailStaff(deps, toTell)),
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
  }
}

const RUNG = { under_way: 'rings', busy: 'line_busy', refused: 'refused', network_away: 'failed', not_wanted: 'failed' } as const

/** From the null sender, like everything that this service writes by itself: what comes back must not become an enquiry. */
async function mailStaff({ mailer, signer, from, deskUrl, now }: MessengerDeps, { about, person, reference }: ToTell): Promise<TellingOutcome> {
  const domain = from.address.split('@').at(-1) ?? 'localhost'
  const built = await mailer.build({
    from, to: person.email, ...staffNote({ about, reference, deskUrl }), date: now(), references: [],
    messageId: `<${randomBytes(16).toString('hex')}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  })
  const { kind } = await mailer.send(person.email, signer ? await signer.sign(built) : built)
  return ({ sent: 'sent', not_now: 'failed', refused: 'refused', unknown: 'unclear' } as const)[kind]
}
