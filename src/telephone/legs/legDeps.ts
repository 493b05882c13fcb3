import type { Logger } from 'pino'
import type { Clock } from '../../domain/clock'
import type { TelephoneProvider } from '../provider'
import type { Alarms } from '../waking/ports'
import type { Callbacks, LegLedger, StaffLines, WaitingCallers } from './ports'

/** How long a leg may be without news before the network is asked, in milliseconds. */
export interface LegTargets {
  /** A submission of which nothing is known is looked for at the network until then, and counts as not made afterwards. */
  readonly settleAfterMs: number
  /** Ringing, screening, and waiting for the caller. */
  readonly leaseMs: number
  readonly talkLeaseMs: number
  readonly wrapUpMs: number
  /** The note of a call-back is due so long after it. */
  readonly noteWithinMs: number
}

/** What taking a leg's webhooks needs: never the network. */
export interface LegDeps {
  readonly legs: LegLedger
  readonly lines: StaffLines
  readonly waiting: WaitingCallers
  readonly callbacks: Callbacks
  readonly alarms: Pick<Alarms, 'isSeenTo' | 'accept' | 'enquiryCallOver' | 'callbackCallOver' | 'secondCallOver'>
  readonly legTargets: LegTargets
  readonly now: Clock
  readonly log: Logger
}

/** What finding out about a leg needs. */
export interface SettlingDeps extends LegDeps {
  readonly provider: Pick<TelephoneProvider, 'findCall' | 'callsTo'>
}

/** What ringing a member of staff needs. */
export interface RingingDeps extends SettlingDeps {
  readonly provider: Pick<TelephoneProvider, 'ring' | 'hangUp' | 'findCall' | 'callsTo'>
  /** Where the network asks what to say to the worker, and where it tells how the leg stands. */
  readonly legUrls: (legId: string) => { readonly url: string; readonly statusUrl: string }
  /** Seconds of ringing. */
  readonly ringSeconds: number
}
