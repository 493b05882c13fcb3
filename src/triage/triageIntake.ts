import { setImmediate } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Clock } from '../domain/clock'
import type { NoteWords } from '../domain/claimedIntake'
import type { Acceptance } from '../domain/allocation'
import type { Intake, IntakeStatus } from '../domain/intake'
import { isLowered } from '../domain/priority'
import type { Claim } from '../domain/step'
import { READ_BY_A_PERSON, type Triage } from '../domain/triage'
import { combineWithEarlier } from './combineWithEarlier'
import { type ReadBefore, type ReadNote, readNotes } from './notes/readNotes'
import { readIntake } from './readIntake'
import type { TriageReaders } from './rulesInForce'
import { RULES_ALONE } from './secondReader/readerNames'
import { readerOfOne } from './secondReader/readerOfOne'

/** While notes are read their claim is held anew so often, in milliseconds: a hundred long ones can take longer than one claim holds. */
const HOLD_EVERY_MS = 10_000

/** How the enquiry stood when its step was claimed. */
export interface TriagedBefore {
  readonly status: IntakeStatus
  readonly triaged: boolean
  /** What was found then. */
  readonly found?: Triage
  /** When a person last confirmed the priority: a confirmation since then must not be written over. */
  readonly confirmedAt?: Date
  /** What somebody wrote down, or rules that were changed, make it more pressing than it was; with who had accepted it as less, and whether it has a social worker. */
  readonly raised?: { readonly acceptance?: Acceptance; readonly isAllocated: boolean }
  /** A note that is read with it tells of danger: to be looked at, also where all of it was known. */
  readonly dangerNoted?: true
  /** Of a message: when it came in. */
  readonly mailReceivedAt?: Date
  /** It belongs with an earlier enquiry. */
  readonly joins?: true
}

/**
 * `claim_goes_on`: the claim holds the steps that follow as well, and whoever has it goes on with them; to officers, too, where it says so.
 * `claim_lost`: it stood no longer, or a person has decided meanwhile; nothing was written.
 */
export type RecordedTriage = 'recorded' | GoesOn | 'claim_lost'
type GoesOn = 'claim_goes_on' | 'claim_goes_on_to_officers'

export interface TriageLedger {
  /** Keeps the claim for as long again. Answers whether it still stood. */
  hold(claim: Claim): Promise<boolean>
  /**
   * Writes the triage together with the end of its step, on the condition that the claim still stands and nobody has
   * confirmed the priority meanwhile; the first triage makes allocation due.
   */
  recordTriage(claim: Claim, triage: Triage, before: TriagedBefore): Promise<RecordedTriage>
}

export interface TriageIntakeDeps {
  /** Those in force now. */
  readonly readers: () => TriageReaders
  readonly triageLedger: TriageLedger
  /** The texts of its thread before it, ours too. */
  readonly heldTexts: (intake: Intake) => Promise<readonly string[]>
  readonly now: Clock
  readonly log: Logger
}

export type TriageResult =
  /** With what was found, and whether the claim goes on to the steps that follow. */
  | { readonly kind: 'triaged'; readonly triage: Triage; readonly goesOn?: GoesOn }
  /** The claim ran out meanwhile, and another worker has the step or has done it. */
  | { readonly kind: 'not_mine' }

/**
 * Reads a claimed enquiry, and what people have written down about it, and records what is proposed. A second reading, after new facts or a note, may only raise.
 * Throws what the ledger throws; the step is then to be tried again.
 */
export async function triageIntake(
  deps: TriageIntakeDeps, { claim, intake, notes }: { readonly claim: Claim; readonly intake: Intake; readonly notes: readonly NoteWords[] },
): Promise<TriageResult> {
  const startedAt = deps.now()
  // Once: rules that are changed meanwhile are for the next enquiry.
  const readers = deps.readers()
  const { rules } = readers
  const { readAgain, name } = readerOfOne(readers)
  const reading = await readIntake(rules, intake, await heldTexts(deps, intake), readAgain)
  const read = await readWhileHeld(deps, claim, startedAt, readNotes(rules, intake, notes, notesReadBefore(intake, readers), readAgain))
  const result = read
    ? await record(deps, claim, { intake, read, triage: combineWithEarlier(intake.triage, reading, deps.now(), { read, count: notes.length, rulesVersion: rules.version, readerVersion: name() }) })
    : NOT_MINE
  deps.log.info({ intakeId: intake.id, channel: intake.channel, outcome: result.kind, rulesVersion: reading.rulesVersion }, 'triage')
  return result
}

const NOT_MINE: TriageResult = { kind: 'not_mine' }

interface Found {
  readonly intake: Intake
  readonly read: readonly ReadNote[]
  readonly triage: Triage
}

async function record({ triageLedger }: TriageIntakeDeps, claim: Claim, { intake, read, triage }: Found): Promise<TriageResult> {
  const confirmedAt = intake.triage?.confirmedBy?.at
  const recorded = await triageLedger.recordTriage(claim, triage, {
    status: intake.status, triaged: intake.triage !== undefined, ...(intake.triage && { found: intake.triage }), ...(confirmedAt && { confirmedAt }),
    ...(isRaised(intake, triage) && { raised: { ...(intake.acceptance && { acceptance: intake.acceptance }), isAllocated: intake.allocation !== undefined } }),
    ...(read.some(tellsOfDanger) && { dangerNoted: true }),
    ...(intake.channel === 'email' && { mailReceivedAt: intake.receivedAt }), ...(intake.joinedTo !== undefined && { joins: true }),
  })
  if (recorded === 'claim_lost') return NOT_MINE
  return { kind: 'triaged', triage, ...(recorded !== 'recorded' && { goesOn: recorded }) }
}

/** All of them, one after the other; undefined once the claim is lost, as by a process that stood still: whoever has it now reads them. */
async function readWhileHeld({ triageLedger, now }: TriageIntakeDeps, claim: Claim, claimedAt: Date, notes: AsyncIterable<readonly ReadNote[]>): Promise<readonly ReadNote[] | undefined> {
  const read: ReadNote[] = []
  let heldAt = claimedAt.getTime()
  for await (const found of notes) {
    read.push(...found)
    if (now().getTime() - heldAt >= HOLD_EVERY_MS) {
      if (!(await triageLedger.hold(claim))) return undefined
      heldAt = now().getTime()
    }
    await setImmediate()
  }
  return read
}

/** Those that rules or second reader of another version have read are read again. */
function notesReadBefore({ triage }: Intake, { rules, readerVersion = RULES_ALONE }: TriageReaders): ReadBefore {
  const isSameReader = (triage?.readerVersion ?? readerVersion) === readerVersion
  return { count: triage?.notes?.count ?? 0, bySame: isSameReader && triage?.notes?.rulesVersion === rules.version }
}

/** What nothing had read counted as urgent: whoever accepted that accepted the most pressing. What a caller does raises a call as well, which whoever accepted it sees; that rules were changed they do not. */
function isRaised({ channel, triage: earlier }: Intake, triage: Triage): boolean {
  if (!earlier) return false
  const byNote = triage.notes?.raisedAt !== undefined && triage.notes.raisedAt.getTime() !== earlier.notes?.raisedAt?.getTime()
  return byNote || ((channel === 'email' || isByOthers(earlier, triage)) && isLowered(triage.priority, earlier.priority))
}

/** Whether other rules, or another second reader, judged it before: what a person set first is not what they read. */
const isByOthers = (earlier: Triage, triage: Triage): boolean =>
  earlier.rulesVersion !== READ_BY_A_PERSON && (earlier.rulesVersion !== triage.rulesVersion || earlier.readerVersion !== triage.readerVersion)

/** What was read before told of it then. */
const tellsOfDanger = ({ reading: { priority, signals }, again }: ReadNote): boolean =>
  again !== true && (priority === 'urgent' || priority === 'high' || Object.keys(signals).length > 0)

/** What cannot be looked up is not held: quoted mail then counts as news, which raises at most. */
async function heldTexts({ heldTexts: lookUp, log }: TriageIntakeDeps, intake: Intake): Promise<readonly string[]> {
  try {
    return await lookUp(intake)
  } catch {
    log.warn({ intakeId: intake.id, channel: intake.channel, outcome: 'thread_not_read' }, 'triage')
    return []
  }
}
