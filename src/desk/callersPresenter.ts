import { availabilityWords, lineWords } from './availabilityWords'
import { lengthWords } from './londonTime'
import { paths } from './paths'
import type { StaffOnBoard, TelephoneBoard, WaitingOnBoard } from '../domain/telephoneBoard'
import { LANGUAGE_NAMES } from './words'

export interface CallerRow {
  readonly id: string
  readonly place: number
  readonly reference: string
  readonly href: string
  readonly urgent: boolean
  readonly waiting: string
  readonly sinceIso: string
  readonly language: string
  readonly rings: string
}

/** Somebody's own telephone, beside the callers who wait. */
export interface OwnTelephone {
  readonly standing: string
  readonly line: string
  readonly onCall: boolean
  /** What asking for the next caller takes; absent when they cannot be rung now. */
  readonly answerNext: { readonly action: string } | undefined
  readonly answersNext: boolean
  /** The other of available and not available, in one press. */
  readonly toggle: { readonly action: string; readonly availability: 'available' | 'away'; readonly button: string }
}

export interface CallersView {
  readonly title: string
  readonly rows: readonly CallerRow[]
  /** How many are not listed, in words. */
  readonly more: string
  readonly warning: string
  readonly pressing: boolean
  readonly own: OwnTelephone | undefined
  readonly telephoneHref: string | undefined
  readonly fragment: string
  /** By which a browser counts on, whatever its own clock says. */
  readonly nowIso: string
}

export interface CallersInput {
  readonly board: TelephoneBoard
  readonly staffId: string
  readonly may: { readonly use: boolean }
  readonly now: Date
}

const MOST_SHOWN = 20

/** Who holds the line and how long, in words, and the reader's own telephone. */
export function callersView({ board, staffId, may, now }: CallersInput): CallersView {
  const { waiting, waitingInAll, staff, nobodyOnDuty } = board
  const own = may.use ? staff.find((one) => one.staffId === staffId) : undefined
  return {
    title: waitingInAll === 0 ? 'No caller is waiting' : waitingInAll === 1 ? '1 caller is waiting' : `${waitingInAll} callers are waiting`,
    rows: waiting.slice(0, MOST_SHOWN).map((caller) => callerRow(caller, nobodyOnDuty, now)),
    more: waitingInAll > MOST_SHOWN ? `${waitingInAll - MOST_SHOWN} more wait behind these.` : '',
    warning: nobodyOnDuty ? 'Nobody is on duty: callers who ask for an adviser are asked for a message.' : '',
    pressing: waiting.length > 0,
    own: own && own.line.kind !== 'no_telephone' ? ownTelephone(own, now) : undefined,
    telephoneHref: may.use ? paths.telephone : undefined,
    fragment: paths.callers,
    nowIso: now.toISOString(),
  }
}

const callerRow = (caller: WaitingOnBoard, nobodyOnDuty: boolean, now: Date): CallerRow => ({
  id: caller.intakeId,
  place: caller.place,
  reference: caller.reference,
  href: paths.intake(caller.intakeId),
  urgent: caller.urgent,
  waiting: lengthWords(Math.max(0, Math.floor((now.getTime() - caller.since.getTime()) / 1_000))),
  sinceIso: caller.since.toISOString(),
  language: LANGUAGE_NAMES[caller.language],
  rings: ringsWords(caller, nobodyOnDuty),
})

function ringsWords({ offeredTo, nobodyTookIt }: WaitingOnBoard, nobodyOnDuty: boolean): string {
  if (offeredTo) return `${offeredTo.name}’s telephone rings`
  if (nobodyTookIt) return 'Nobody took the call: about to be asked for a message'
  return nobodyOnDuty ? 'Nobody on duty to ring' : 'Waits for a free adviser'
}

function ownTelephone(own: StaffOnBoard, now: Date): OwnTelephone {
  const reachable = own.onDuty && (own.line.kind === 'free' || own.line.kind === 'wrapping_up')
  const toggle = own.onDuty
    ? { availability: 'away' as const, button: 'I am not available' }
    : { availability: 'available' as const, button: 'I am available' }
  return {
    standing: availabilityWords(own, now),
    line: own.line.kind === 'free' ? '' : lineWords(own, now),
    onCall: own.onCall,
    answerNext: reachable && !own.answersNext ? { action: paths.answerNext } : undefined,
    answersNext: own.answersNext,
    toggle: { action: paths.availability, ...toggle },
  }
}
