import { TELLS_HOLDER } from '../domain/handover'
import type { Intake } from '../domain/intake'
import type { Priority } from '../domain/priority'
import { ROLE_NAMES } from '../domain/roles'
import { READ_BY_A_PERSON } from '../domain/triage'
import { factWords } from './factLines'
import { FACT_TITLES } from './factPresenter'
import { highlight, type Mark, type Segment, withoutTurns } from './highlight'
import { CHILD_TITLES, endingTitle, HANDOVER_TITLES, LINK_TITLES, noteTitle, routingTitle, SECOND_TITLES } from './historyTitles'
import { londonDateTime } from './londonTime'
import { notesOf } from './notesOf'
import type { HistoryEntry, IntakeRecord } from './ports'
import { PRIORITY_NAMES } from './words'

export interface HistoryItem {
  readonly title: string
  readonly by: string
  readonly at: string
  readonly atIso: string
  /** Of a note: marked where the rules found something in it. */
  readonly detail: readonly Segment[]
}

interface Happening {
  readonly title: string
  readonly by?: string
  readonly at: Date
  readonly detail?: string
  /** Which of the enquiry's notes it is. */
  readonly note?: number
  /** A reading by the rules. */
  readonly reads?: true
  /** A person set the priority. */
  readonly decides?: true
}

/** What was done with an enquiry, the latest first. */
export function historyView({ intake, history }: IntakeRecord, marks: readonly Mark[] = []): readonly HistoryItem[] {
  const notes = notesOf(history)
  const fromHistory = history.map((entry): Happening => (entry.kind === 'note' ? { ...fromEntry(entry), note: notes.indexOf(entry) } : fromEntry(entry)))
  const inOrder = [...fromIntake(intake, history), ...fromHistory].toSorted((a, b) => a.at.getTime() - b.at.getTime())
  return withoutEqualReadings(inOrder)
    .toReversed()
    .map(({ title, by = '', at, detail = '', note }) => ({
      title, by, at: londonDateTime(at), atIso: at.toISOString(),
      detail: wordsOf(detail, note, marks),
    }))
}

/** Each note is read: a reading that proposes what the one before it did is no news, unless a person decided in between. */
function withoutEqualReadings(happenings: readonly Happening[]): readonly Happening[] {
  const told = happenings.filter(({ reads, decides }) => reads ?? decides)
  return happenings.filter((one) => !one.reads || told[told.indexOf(one) - 1]?.title !== one.title)
}

function wordsOf(detail: string, note: number | undefined, marks: readonly Mark[]): readonly Segment[] {
  if (detail === '') return []
  return note === undefined ? [{ text: withoutTurns(detail), marks: [] }] : highlight(detail, { note }, marks)
}

const readByRules = (proposed: Priority, at: Date): Happening => ({ title: `Read by the rules: ${PRIORITY_NAMES[proposed]} proposed`, at, reads: true })

/** The line of an allocation by the service itself. */
const allocated = (to: string, manager: string, at: Date): Happening => ({ title: `Allocated to ${to}`, at, detail: `Manager: ${manager}` })

function fromIntake({ channel, receivedAt, triage, allocation, acknowledgement, facts = [] }: Intake, history: readonly HistoryEntry[]): readonly Happening[] {
  const byRules = triage && triage.rulesVersion !== READ_BY_A_PERSON
  return [
    { title: 'Received', at: receivedAt },
    ...(byRules ? [readByRules(triage.proposedPriority, triage.at)] : []),
    ...(allocation && !isTold(history, allocation.at) ? [allocated(allocation.socialWorkerName, allocation.managerName, allocation.at)] : []),
    ...facts.map((fact) => ({ title: `Recorded${fact.about ? ` of ${fact.about.reference}` : ''}: ${FACT_TITLES[fact.kind]}`, at: fact.at, by: fact.byName, detail: factWords(fact) })),
    ...(acknowledgement.bouncedAt ? [{ title: 'Acknowledgement came back', at: acknowledgement.bouncedAt }] : []),
    ...(acknowledgement.sentAt ? [{ title: channel === 'phone' ? 'Reference sent by text' : 'Acknowledgement sent', at: acknowledgement.sentAt }] : []),
  ]
}

/** Whether a line of that time tells who has it. */
const isTold = (history: readonly HistoryEntry[], at: Date): boolean =>
  history.some((entry) => TELLS_HOLDER.some((kind) => kind === entry.kind) && entry.at.getTime() === at.getTime())

function fromEntry(entry: HistoryEntry): Happening {
  switch (entry.kind) {
    case 'read_before':
      return readByRules(entry.proposed, entry.at)
    case 'allocated_before':
      return allocated(entry.to, entry.manager, entry.at)
    case 'accepted':
      return { title: entry.hadBy ? `Accepted, taken over from ${entry.hadBy}` : 'Accepted', at: entry.at, by: entry.byName }
    case 'callback_taken':
      return { title: 'Call-back taken', at: entry.at, by: entry.byName }
    case 'priority_confirmed': {
      const { from, to } = entry
      const title = from === undefined || from === to
        ? `Priority confirmed as ${PRIORITY_NAMES[to]}`
        : `Priority changed from ${PRIORITY_NAMES[from]} to ${PRIORITY_NAMES[to]}`
      return { title, at: entry.at, by: entry.byName, detail: entry.reason, decides: true }
    }
    case 'note':
      return { title: noteTitle(entry), at: entry.at, by: entry.byName, detail: entry.note }
    case 'joined':
      return { title: `Joined to ${entry.other}`, at: entry.at, by: entry.byName }
    case 'joined_here':
      return { title: `${entry.other} joined to this`, at: entry.at, by: entry.byName }
    case 'suggestion_dismissed':
      return { title: `Found to have nothing to do with ${entry.other}`, at: entry.at, by: entry.byName }
    case 'join_taken_back':
      return { title: `Found not to belong with ${entry.other} after all`, at: entry.at, by: entry.byName, detail: entry.reason }
    case 'link_taken_back':
      return { title: `Link with ${entry.other} taken back`, at: entry.at, by: entry.byName, detail: entry.reason }
    case 'linked':
      return { title: LINK_TITLES[entry.link](entry.other), at: entry.at, by: entry.byName }
    case 'given':
    case 'transfer_offered':
    case 'transfer_accepted':
    case 'transfer_refused':
    case 'transfer_expired':
    case 'transfer_away':
    case 'transfer_withdrawn':
    case 'covered':
    case 'cover_ended':
    case 'barred':
    case 'unbarred':
    case 'came_along':
    case 'given_back':
    case 'acceptance_ended':
    case 'callback_left':
    case 'taking_ended':
      return { title: HANDOVER_TITLES[entry.kind](entry.other), at: entry.at, by: entry.byName, detail: withFormer(entry) }
    case 'second_accepted':
    case 'second_named':
    case 'second_handed_back':
    case 'second_gone':
    case 'second_on_leave':
    case 'second_not_needed':
      return { title: SECOND_TITLES[entry.kind](ROLE_NAMES[entry.role], entry.other), at: entry.at, by: entry.byName, detail: entry.reason }
    case 'child_recorded':
    case 'child_chosen':
    case 'child_taken_off':
      return { title: CHILD_TITLES[entry.kind](entry.child), at: entry.at, by: entry.byName, detail: entry.reason }
    case 'category_confirmed':
    case 'rerouted':
    case 'brought_back':
    case 'came_back':
    case 'route_taken':
    case 'closed':
      return { title: routingTitle(entry), at: entry.at, by: entry.byName, detail: withFormer(entry) }
    case 'ended':
    case 'reopened':
    case 'duplicate_of':
    case 'named_duplicate':
      return { title: endingTitle(entry), at: entry.at, by: entry.byName, detail: entry.reason }
    default:
      return entry satisfies never
  }
}

function withFormer({ reason, hadBy, manager }: { readonly reason: string; readonly hadBy?: string; readonly manager?: string }): string {
  return [reason === '' || /[.!?…]$/.test(reason) ? reason : `${reason}.`, hadBy && `Until then with ${hadBy}.`, manager && `Manager: ${manager}.`].filter(Boolean).join(' ')
}
