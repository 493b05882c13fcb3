import type { Allocation } from '../domain/allocation'
import type { EmailContact } from '../domain/email'
import type { Colleague } from '../domain/handover'
import type { Intake } from '../domain/intake'
import { takeOverSince } from '../domain/takeOver'
import { type AcceptButton, acceptanceWords, acceptButton } from './acceptancePresenter'
import { type AroundCallView, aroundCallView } from './aroundCallPresenter'
import { whyAllocated } from './allocationWords'
import { acknowledgementWords, isAcknowledgementFailed } from './acknowledgementWords'
import { nameAndLeave } from './awayWords'
import { callAcknowledgementWords } from './callAcknowledgementWords'
import { type CallView, callView, type Fact, readableNumber } from './callPresenter'
import { type CallbackForm, callbackForm } from './callbackPresenter'
import { type CardView, cardViews } from './cardPresenter'
import { type DecisionForm, decisionForm, FRESH_FORM } from './decisionFormPresenter'
import { acceptByWords, type TellingView, tellingViews } from './escalationPresenter'
import { withoutTurns } from './highlight'
import { type HistoryItem, historyView } from './historyPresenter'
import { notesOf } from './notesOf'
import { londonDateTime, waitingWords } from './londonTime'
import { type MessageView, messageView } from './messagePresenter'
import { type NoteForm, noteForm } from './noteFormPresenter'
import { paths } from './paths'
import type { IntakeRecord } from './ports'
import { type RecordingView, recordingViews } from './recordingPresenter'
import { type JoinConflicts, NOBODY_LOSES } from './joinConflicts'
import { takingBackProblems, type ThreadView, threadView } from './threadPresenter'
import { type IndicatorLabel, triageMarks, type TriageView, triageView } from './triagePresenter'
import { senderView, type SenderView } from './senderPresenter'
import type { SummaryLink, TypedForm } from './typedForms'
import type { ClosedService } from './unallocatedWords'
import { CHANNEL_NAMES, priorityTag, STATUS_NAMES, type Tag } from './words'
import { wasEverUrgent } from './wasEverUrgent'

export interface IntakeView {
  readonly id: string
  readonly title: string
  readonly reference: string
  readonly priority: Tag
  readonly standing: string
  readonly invented: boolean
  readonly urgent: boolean
  readonly facts: readonly Fact[]
  readonly sender: SenderView | undefined
  readonly message: MessageView | undefined
  readonly call: CallView | undefined
  readonly recordings: readonly RecordingView[]
  readonly triage: TriageView | undefined
  readonly unread: string
  /** On a list who has taken it there: whoever had it in the queue has it no longer, as the history says. */
  readonly allocation: readonly Fact[]
  /** Where `allocation` is empty. */
  readonly nobodyHasIt: string
  /** Why these two; empty where it is not known. */
  readonly whyAllocated: string
  readonly acceptance: string | undefined
  readonly accept: AcceptButton | undefined
  readonly acknowledgement: string
  readonly acknowledgementFailed: boolean
  readonly cards: readonly CardView[]
  /** The messages are played in a card, not beside what happened in the call. */
  readonly heardInCard: boolean
  readonly around: AroundCallView | undefined
  readonly thread: ThreadView | undefined
  /** Who was told that nobody had accepted it, the latest first. */
  readonly tellings: readonly TellingView[]
  /** The same of its call-back, that it is overdue. */
  readonly callbackTellings: readonly TellingView[]
  readonly history: readonly HistoryItem[]
  readonly callbackForm: CallbackForm | undefined
  readonly form: DecisionForm | undefined
  readonly noteForm: NoteForm | undefined
  /** What is wrong with the form that came back, whichever it was. */
  readonly problems: readonly SummaryLink[]
  /** Where changes are told; absent for whoever may not hear of other enquiries. */
  readonly updates: string | undefined
  /** Whence it was opened. */
  readonly back: { readonly href: string; readonly text: string }
}

export interface IntakeInput {
  readonly record: IntakeRecord
  readonly now: Date
  readonly labelOf: IndicatorLabel
  readonly may: { readonly read: boolean; readonly confirm: boolean; readonly accept: boolean; readonly join: boolean; readonly part: boolean; readonly lowerUrgent: boolean; readonly note: boolean; readonly record: boolean; readonly play: boolean; readonly saveMail: boolean; readonly ring: boolean }
  readonly staffId: string
  /** Whether the reader can be rung. */
  readonly hasTelephone: boolean
  /** The form that came back, if one did. */
  readonly typed?: TypedForm | undefined
  /** Absent while the service is open. */
  readonly closed?: ClosedService | undefined
  /** Absent for who may not join it to another. */
  readonly joinConflicts?: JoinConflicts
  /** Who has an account in use, and is on leave today or not. */
  readonly colleagues?: readonly Colleague[]
}

/** One enquiry in words. */
export function intakeView({ record, now, labelOf, may, staffId, hasTelephone, typed, closed, joinConflicts = NOBODY_LOSES, colleagues = [] }: IntakeInput): IntakeView {
  const { intake, openTasks } = record
  const { triage, allocation, acknowledgement } = intake
  const marks = triageMarks(triage, labelOf)
  const open = intake.status !== 'closed' && intake.status !== 'rerouted'
  const decision = typed?.form === 'decision' ? typed.state : FRESH_FORM
  const isEndedCase = intake.status === 'closed' && intake.rerouting === undefined
  const form = (open || isEndedCase) && may.confirm ? decisionForm(intake, { mayLowerUrgent: may.lowerUrgent, wasUrgent: wasEverUrgent(record) }, decision) : undefined
  const cards = cardViews({ intake, openTasks, history: record.history, now, may, typed, closed })
  const note = may.note ? noteForm(intake.id, typed) : undefined
  const callback = may.ring && open && intake.channel === 'phone'
    ? callbackForm({ intakeId: intake.id, call: intake.telephony, around: record.around, hasTelephone, typed, now })
    : undefined
  return {
    id: intake.id,
    title: `Enquiry ${intake.reference}`,
    reference: intake.reference,
    priority: priorityTag(triage?.priority),
    standing: triage ? (triage.confirmedBy ? 'confirmed' : 'proposed') : '',
    invented: intake.demonstration,
    urgent: triage?.priority === 'urgent',
    facts: facts(intake, now),
    sender: intake.channel === 'email' ? intake.email.senderStanding && senderView(intake.email.senderStanding) : undefined,
    message: intake.channel === 'email' ? messageView(intake.id, intake.email, marks, may.saveMail) : undefined,
    call: intake.channel === 'phone' ? callView(intake.telephony, intake.receivedAt) : undefined,
    recordings: intake.channel === 'phone'
      ? recordingViews(intake.id, intake.telephony, { unheard: openTasks.some(({ kind }) => kind === 'listen'), mayPlay: may.play })
      : [],
    triage: triage && triageView(triage, labelOf, notesOf(record.history)),
    unread: intake.steps.triage.state === 'failed'
      ? 'The rules could not read this enquiry. Read it yourself and set its priority.'
      : 'The rules have not read this enquiry yet. You need not wait for them: a person’s decision stands.',
    ...(intake.status === 'rerouted' ? takerOf(intake) : {
      allocation: allocation ? holders(allocation, colleagues) : [], nobodyHasIt: 'No social worker and manager yet.',
      whyAllocated: allocation ? whyAllocated(allocation, may.read) : '', acceptance: acceptanceWords(intake, colleagues),
    }),
    accept: may.accept ? acceptButton(intake, { staffId, colleagues, now }) : undefined,
    acknowledgement: intake.channel === 'phone' ? callAcknowledgementWords(intake) : acknowledgementWords(acknowledgement),
    acknowledgementFailed: isAcknowledgementFailed(acknowledgement.state),
    cards,
    heardInCard: cards.some(({ heard }) => heard),
    around: record.around && aroundCallView(record.around),
    thread: threadView(intake, record.thread, { may, staffId, typed, joinConflicts }),
    tellings: tellingViews(intake.tellings ?? [], now),
    callbackTellings: tellingViews(intake.callbackTellings ?? [], now),
    history: historyView(record, marks),
    callbackForm: callback,
    form,
    noteForm: note,
    problems: [...takingBackProblems(typed), ...cards.flatMap(({ problems }) => problems), ...(callback?.problems ?? []), ...(form?.summary ?? []), ...(note?.summary ?? [])],
    updates: may.read ? paths.queueUpdates : undefined,
    back: may.read ? { href: paths.queue, text: 'Back to the queue' } : { href: paths.second, text: 'Back to the enquiries for you' },
  }
}

function holders({ socialWorker, socialWorkerName, manager, managerName }: Allocation, colleagues: readonly Colleague[]): readonly Fact[] {
  return [
    { key: nameAndLeave('Social worker', socialWorker, colleagues), value: socialWorkerName },
    { key: nameAndLeave('Manager', manager, colleagues), value: managerName },
  ]
}

function facts(intake: Intake, now: Date): readonly Fact[] {
  const waits = !intake.acceptance && intake.status !== 'rerouted' && intake.status !== 'closed'
  const waiting = waits ? [{ key: 'Waiting', value: waitingWords(intake.receivedAt, now) }] : []
  return [
    { key: 'Reference', value: intake.reference },
    { key: 'Arrived by', value: CHANNEL_NAMES[intake.channel] },
    { key: 'Received', value: londonDateTime(intake.receivedAt) },
    ...waiting,
    ...(intake.acceptBy && (waits || takeOverSince(intake)) ? [{ key: waits ? 'To be accepted' : 'To be taken over', value: `by ${londonDateTime(intake.acceptBy)}: ${acceptByWords(intake.acceptBy, now).toLowerCase()}` }] : []),
    { key: 'Status', value: STATUS_NAMES[intake.status] },
    ...(intake.channel === 'email' ? senderFacts(intake.email) : [{ key: 'From', value: callerWords(intake.telephony) }]),
  ]
}

const callerWords = (call: { readonly from?: string; readonly callerWithheld: boolean }): string =>
  call.callerWithheld || call.from === undefined ? 'Number withheld' : readableNumber(call.from)

function senderFacts({ from, automatic }: EmailContact): readonly Fact[] {
  const name = from?.name.trim() ?? ''
  return [
    { key: 'From', value: from ? withoutTurns(name === '' ? from.address : `${name} (${from.address})`) : 'No sender could be read' },
    ...(automatic === undefined ? [] : [{ key: 'Sent by', value: 'A machine, not a person' }]),
  ]
}

const takerOf = ({ rerouting }: Intake): Pick<IntakeView, 'allocation' | 'nobodyHasIt' | 'whyAllocated' | 'acceptance'> => ({
  allocation: rerouting?.taken ? [{ key: 'Has taken it on its list', value: rerouting.taken.byName }] : [], nobodyHasIt: 'It is on a list, and nobody has taken it there yet.', whyAllocated: '', acceptance: undefined,
})
