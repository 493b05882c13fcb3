import type { EndingKind } from '../domain/caseEnding'
import type { ChildKind } from '../domain/child'
import type { HandoverKind } from '../domain/handover'
import type { Intake } from '../domain/intake'
import { ROLE_NAMES } from '../domain/roles'
import type { RoutingKind } from '../domain/routing'
import type { SecondKind } from '../domain/secondProfessionals'
import type { LinkKind } from '../domain/thread'
import { factWords } from './factLines'
import { FACT_TITLES } from './factPresenter'
import { highlight, type Mark, type Segment } from './highlight'
import { londonDateTime } from './londonTime'
import { type HistoryEntry, type IntakeRecord, READ_BY_A_PERSON } from './ports'
import { CATEGORY_NAMES, DISPOSITION_NAMES, outcomeWords, PRIORITY_NAMES, TASK_WORDS } from './words'

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
}

/** What was done with an enquiry, the latest first. */
export function historyView({ intake, history }: IntakeRecord, marks: readonly Mark[] = []): readonly HistoryItem[] {
  const notes = notesOf(history)
  const fromHistory = history.map((entry): Happening => (entry.kind === 'note' ? { ...fromEntry(entry), note: notes.indexOf(entry) } : fromEntry(entry)))
  return [...fromIntake(intake), ...fromHistory]
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .toReversed()
    .map(({ title, by = '', at, detail = '', note }) => ({
      title, by, at: londonDateTime(at), atIso: at.toISOString(),
      detail: wordsOf(detail, note, marks),
    }))
}

function wordsOf(detail: string, note: number | undefined, marks: readonly Mark[]): readonly Segment[] {
  if (detail === '') return []
  return note === undefined ? [{ text: detail, marks: [] }] : highlight(detail, { note }, marks)
}

type Note = Extract<HistoryEntry, { kind: 'note' }>

/** The notes in the order in which they were written, as evidence counts them. */
export const notesOf = (history: readonly HistoryEntry[]): readonly Note[] => history.filter((entry) => entry.kind === 'note')

function fromIntake({ channel, receivedAt, triage, allocation, acknowledgement, facts = [] }: Intake): readonly Happening[] {
  const byRules = triage && triage.rulesVersion !== READ_BY_A_PERSON
  return [
    { title: 'Received', at: receivedAt },
    ...(byRules ? [{ title: `Read by the rules: ${PRIORITY_NAMES[triage.proposedPriority]} proposed`, at: triage.at }] : []),
    ...(allocation
      ? [{ title: `Allocated to ${allocation.socialWorkerName}`, at: allocation.at, detail: `Manager: ${allocation.managerName}` }]
      : []),
    ...facts.map((fact) => ({ title: `Recorded${fact.about ? ` of ${fact.about.reference}` : ''}: ${FACT_TITLES[fact.kind]}`, at: fact.at, by: fact.byName, detail: factWords(fact) })),
    ...(acknowledgement.bouncedAt ? [{ title: 'Acknowledgement came back', at: acknowledgement.bouncedAt }] : []),
    ...(acknowledgement.sentAt ? [{ title: channel === 'phone' ? 'Reference sent by text' : 'Acknowledgement sent', at: acknowledgement.sentAt }] : []),
  ]
}

function fromEntry(entry: HistoryEntry): Happening {
  switch (entry.kind) {
    case 'accepted':
      return { title: 'Accepted', at: entry.at, by: entry.byName }
    case 'callback_taken':
      return { title: 'Call-back taken', at: entry.at, by: entry.byName }
    case 'priority_confirmed': {
      const { from, to } = entry
      const title = from === undefined || from === to
        ? `Priority confirmed as ${PRIORITY_NAMES[to]}`
        : `Priority changed from ${PRIORITY_NAMES[from]} to ${PRIORITY_NAMES[to]}`
      return { title, at: entry.at, by: entry.byName, detail: entry.reason }
    }
    case 'note':
      return { title: noteTitle(entry), at: entry.at, by: entry.byName, detail: entry.note }
    case 'joined':
      return { title: `Joined to ${entry.other}`, at: entry.at, by: entry.byName }
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
    case 'covered':
    case 'cover_ended':
    case 'barred':
    case 'unbarred':
    case 'came_along':
    case 'given_back':
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

const withFormer = ({ reason, hadBy }: { readonly reason: string; readonly hadBy?: string }): string =>
  [reason, hadBy ? `Until then with ${hadBy}.` : ''].filter(Boolean).join(' ')

const LINK_TITLES: Readonly<Record<LinkKind, (other: string) => string>> = {
  same_child: (other) => `Linked to ${other}: the same child, another agency’s enquiry`,
  sibling: (other) => `Linked to ${other}: a sibling`,
}

const HANDOVER_TITLES: Readonly<Record<HandoverKind, (other: string) => string>> = {
  given: (other) => `Given to ${other}`,
  transfer_offered: (other) => `Offered to ${other}`,
  transfer_accepted: (other) => `Taken over from ${other}`,
  transfer_refused: (other) => `Offer of ${other} refused`,
  transfer_expired: (other) => `Offer to ${other} ran out`,
  covered: (other) => `Given to the cover for a leave: ${other}`,
  cover_ended: (other) => `Given back after a leave to ${other}`,
  came_along: (other) => `Goes to ${other}, who has what it belongs with`,
  given_back: (other) => `Given back to ${other}, who had it before`,
  unbarred: (other) => `Conflict of interest taken back: ${other} may open this again`,
  barred: (other) => `Conflict of interest: ${other} cannot open this`,
}

const SECOND_TITLES: Readonly<Record<SecondKind, (role: string, other: string) => string>> = {
  second_accepted: (role) => `Taken on as ${role}`,
  second_named: (role, other) => `${other} named as ${role}`,
  second_handed_back: (role, other) => (other ? `Taken from ${other}, ${role}` : `Given back as ${role}`),
  second_gone: (role, other) => `${other} cannot be on it as ${role} any more`,
  second_on_leave: (role, other) => `${other} is on leave, and not on it as ${role} any more`,
  second_not_needed: (role) => `Found to need no ${role}`,
}

const CHILD_TITLES: Readonly<Record<ChildKind, (child: string) => string>> = {
  child_recorded: (child) => `The child recorded as ${child}`,
  child_chosen: (child) => `Found to be about the child of record ${child}`,
  child_taken_off: (child) => `Taken off the record of child ${child}`,
}

function routingTitle({ kind, category, outcome, other }: Extract<HistoryEntry, { kind: RoutingKind }>): string {
  switch (kind) {
    case 'category_confirmed':
      return `Found to be about: ${category ? CATEGORY_NAMES[category] : ''}`
    case 'rerouted':
      return `Put on another list: ${category ? CATEGORY_NAMES[category] : ''}`
    case 'brought_back':
      return 'Brought back to the queue'
    case 'came_back':
      return other ? `Came back by itself: ${other} belongs with it and may concern a child` : 'Came back by itself: it may concern a child'
    case 'route_taken':
      return 'Taken to be answered'
    case 'closed':
      return `Ended${outcome ? `: ${outcomeWords({ outcome })}` : ''}`
    default:
      return kind satisfies never
  }
}

function endingTitle({ kind, byName, outcomeName = '', other }: Extract<HistoryEntry, { kind: EndingKind }>): string {
  switch (kind) {
    case 'ended':
      return other ? `Ended along with ${other}: ${outcomeName}` : `Ended: ${outcomeName}`
    case 'reopened':
      if (byName !== '') return 'Reopened'
      return other ? `Reopened by itself: ${other} came to belong with it` : 'Reopened by itself: there is something new to see to'
    case 'duplicate_of':
      return `Ended as a duplicate of ${other}`
    case 'named_duplicate':
      return `${other} was ended as a duplicate of this`
    default:
      return kind satisfies never
  }
}

function noteTitle({ disposition, closes }: Note): string {
  if (disposition) return `Note of the conversation: ${DISPOSITION_NAMES[disposition]}`
  return closes ? `Closed: ${TASK_WORDS[closes.kind].title}` : 'Note'
}
