import type { Intake } from '../domain/intake'
import { isClosedByNote, type Task } from '../domain/task'
import { type CallbackAttempt, callbackToNote, type Telephony } from '../domain/telephony'
import { BOUNCE_WORDS } from './acknowledgementWords'
import { CALL_STATE_WORDS, callbackTimeWords } from './callPresenter'
import { gapWords } from './gapWords'
import { holderAwayWords } from './holderAwayWords'
import { lengthWords, londonShort } from './londonTime'
import { NOTE_LIMIT } from './noteRules'
import { offerBackWords } from './offerBackWords'
import { paths } from './paths'
import type { HistoryEntry } from './ports'
import type { SummaryLink, TypedForm } from './typedForms'
import { type ClosedService, unallocatedWords } from './unallocatedWords'
import { CLOSING_WORDS, TASK_WORDS } from './words'
import { type WriteUpForm, writeUpForm } from './writeUpPresenter'

export interface ClosingForm {
  readonly action: string
  /** Opens the form. */
  readonly summaryText: string
  readonly label: string
  readonly hint: string
  readonly button: string
  readonly fieldId: string
  readonly note: string
  readonly error: string | undefined
}

export interface TakingForm {
  readonly action: string
  /** When the page says that somebody took it; empty for nobody. What is sent back tells what the person had seen. */
  readonly seenTakenAt: string
}

export interface CardView {
  readonly id: string
  readonly title: string
  readonly advice: string
  readonly due: string
  readonly overdue: boolean
  /** The message is played in it, beside the form for what was heard. */
  readonly heard: boolean
  readonly closing: ClosingForm | undefined
  readonly writeUp: WriteUpForm | undefined
  /** To say that one makes the call-back; only on its card. */
  readonly taking: TakingForm | undefined
  readonly problems: readonly SummaryLink[]
}

export interface CardsInput {
  readonly intake: Intake
  readonly openTasks: readonly Task[]
  /** Of the enquiry: it names who did not take it over. */
  readonly history?: readonly HistoryEntry[]
  readonly now: Date
  readonly may: { readonly record: boolean; readonly lowerUrgent: boolean; readonly accept: boolean }
  readonly typed: TypedForm | undefined
  /** Absent while the service is open. */
  readonly closed?: ClosedService | undefined
}

/** What a person must clear, each with how to. */
export function cardViews({ intake, openTasks, history = [], now, may, typed, closed }: CardsInput): readonly CardView[] {
  return openTasks.map((task, place) => {
    const closing = may.record ? closingForm(intake.id, task, `card-note-${place + 1}`, typed) : undefined
    const writeUp = may.record && task.kind === 'wrap_up' ? writeUpForm({ intake, history }, task.id, may.lowerUrgent, typed) : undefined
    const { title, advice: usual } = wordsOf(task, intake, closed)
    return {
      id: task.id,
      title,
      advice: advice(intake, task, (task.kind === 'transfer_returned' ? offerBackWords(task, { history, holder: intake.allocation?.socialWorkerName }, now) : undefined) ?? usual, now),
      ...dueWords(dueAt(intake, task, closed), now),
      heard: task.kind === 'listen' && openTasks.findIndex(({ kind }) => kind === 'listen') === place,
      closing,
      writeUp,
      taking: may.accept && task.kind === 'callback' && !rungBack(intake) ? { action: paths.callbackTaking(intake.id), seenTakenAt: intake.callbackTaken?.at.toISOString() ?? '' } : undefined,
      problems: writeUp?.summary ?? (closing?.error === undefined ? [] : [{ text: closing.error, href: `#${closing.fieldId}` }]),
    }
  })
}

function wordsOf({ kind, cause }: Task, intake: Intake, closed: ClosedService | undefined): { readonly title: string; readonly advice: string } {
  if (kind === 'unallocated') return unallocatedWords(closed, intake.triage?.priority, cause)
  if (kind === 'callback' && rungBack(intake)) return { ...TASK_WORDS.callback, title: 'Rung back: write the note' }
  return TASK_WORDS[kind]
}

const rungBack = (intake: Intake): CallbackAttempt | undefined => (intake.channel === 'phone' ? callbackToNote(intake.telephony.callbackAttempts) : undefined)

function closingForm(intakeId: string, { id, kind }: Task, fieldId: string, typed: TypedForm | undefined): ClosingForm | undefined {
  if (!isClosedByNote(kind)) return undefined
  const state = typed?.form === 'card' && typed.state.cardId === id ? typed.state : undefined
  const { summary, ...words } = CLOSING_WORDS[kind]
  return { action: paths.closing(intakeId), summaryText: summary, ...words, hint: `${words.hint} ${NOTE_LIMIT}`, fieldId, note: state?.note ?? '', error: state?.problem }
}

/** What waits for the service to open is not late before it has. */
const dueAt = ({ triage }: Intake, { kind, dueAt: due }: Task, closed: ClosedService | undefined): Date =>
  kind === 'unallocated' && triage?.priority !== 'urgent' && closed?.opensAt ? closed.opensAt : due

function dueWords(due: Date, now: Date): Pick<CardView, 'due' | 'overdue'> {
  const overdue = due <= now
  return { overdue, due: overdue ? `Due since ${londonShort(due, now)}` : `Due ${londonShort(due, now)}` }
}

function advice(intake: Intake, { kind, cause }: Task, usual: string, now: Date): string {
  if (kind === 'acknowledgement_failed' && cause === 'bounced') return `It came back: ${BOUNCE_WORDS[intake.acknowledgement.bounceCause ?? 'other']}. ${usual}`
  if (kind === 'nobody_to_wake') return gapWords(cause) ?? usual
  if (kind === 'holder_away') return holderAwayWords(cause) ?? usual
  if (intake.channel !== 'phone') return usual
  const rung = kind === 'callback' ? rungBack(intake) : undefined
  if (rung) {
    return `${rung.name} rang the caller back, ${londonShort(rung.at, now)}, and the call was answered. Their note, which says whether the call-back is made, is to be written before anybody rings again.`
  }
  if (kind === 'callback' && intake.callbackTaken) return `${callbackWords(intake.telephony, usual)} ${intake.callbackTaken.name} took it, ${londonShort(intake.callbackTaken.at, now)}.`
  if (kind === 'review_abandoned') return abandonedWords(intake.telephony)
  if (kind === 'acknowledgement_failed') return TEXT_FAILED
  if (kind === 'callback') return callbackWords(intake.telephony, usual)
  if (kind === 'wrap_up' && intake.telephony.conversation) return `${intake.telephony.conversation.name} spoke with the caller. ${usual}`
  return usual
}

const TEXT_FAILED =
  'The caller asked for the reference by text, and may not have it. Tell them when you next speak. Do not text or ring them for this alone: that telephone was safe when they asked.'

function callbackWords({ callback }: Telephony, usual: string): string {
  if (!callback) return 'A call-back was agreed in the conversation. The note tells when, and on which number.'
  return callback.time === undefined || callback.time === 'any' ? usual : `${usual} The caller named the time: ${callbackTimeWords(callback.time).toLowerCase()}.`
}

const NEVER_BY_ITSELF = 'Nobody rings them by itself: the telephone may be shared. Decide whether and how to reach them.'

/** What happened in a call that ended before anybody spoke, and how pressing it is. */
function abandonedWords(call: Telephony): string {
  const length = call.duration === undefined ? '' : ` after ${lengthWords(call.duration)}`
  const urgent = call.urgentAt ? 'They had pressed the urgent key: a child may be missing now, still with whoever harms them, or about to be moved. ' : ''
  return `${CALL_STATE_WORDS[call.state]}${length}. ${urgent}${NEVER_BY_ITSELF}`
}
