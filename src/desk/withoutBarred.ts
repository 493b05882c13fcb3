import type { Closing, EndingKind } from '../domain/caseEnding'
import type { RoutingKind } from '../domain/routing'
import { isSecondRole } from '../domain/secondProfessionals'
import type { StaffMember } from '../domain/staff'
import type { DeskChildren } from './children/childPorts'
import type { DeskIntakes, HistoryEntry, IntakeRecord } from './ports'
import type { SecondLists } from './secondPorts'
import { recordsNamed, withoutRecords } from './withoutRecords'

export interface WithoutBarredDeps {
  readonly intakes: Pick<DeskIntakes, 'openAmong'>
  readonly seconds: Pick<SecondLists, 'calledAmong'>
  readonly children: Pick<DeskChildren, 'openAmong'>
}

/**
 * The record without the enquiries beside it that this person may not open: where they have a conflict of interest, or are an
 * officer whom it does not call for; and without the records of children that they may not see, of which an officer sees none. They are not told that those exist. What belongs to the same thread is barred together.
 * However many there are, they are asked for together.
 */
export async function withoutBarred({ intakes, seconds, children }: WithoutBarredDeps, { record, staff }: { readonly record: IntakeRecord; readonly staff: Pick<StaffMember, 'id' | 'role'> }): Promise<IntakeRecord> {
  const { id: staffId, role } = staff
  const { around, thread, history, intake } = record
  const { allocation, closing } = intake
  const why = allocation?.why
  const { first, ...rest } = thread ?? {}
  const ids = idsBeside(record)
  const [open, called, recorded] = await Promise.all([
    intakes.openAmong(ids, staffId), isSecondRole(role) ? seconds.calledAmong(ids, role) : undefined, isSecondRole(role) ? NONE : children.openAmong(childrenIn(record), staffId),
  ])
  const isTold = (id: string | undefined): boolean => id !== undefined && open.has(id) && (called === undefined || called.has(id))
  const mayBeTold = <T extends { readonly id: string }>(others: readonly T[] = []): readonly T[] => others.filter(({ id }) => isTold(id))
  // Whoever may open it may open all of its thread, where they need not be called for each.
  const ofThread = <T extends { readonly id: string }>(others: readonly T[]): readonly T[] => (called ? mayBeTold(others) : others)
  const [told] = first ? ofThread([first]) : []
  return {
    ...record,
    intake: {
      ...intake,
      ...(allocation && why?.knownFrom && { allocation: { ...allocation, why: { ...why, knownFrom: why.knownFrom.filter(isTold) } } }),
      ...(closing && !isTold(closing.endedWithId) && { closing: closedAlone(closing) }),
      ...(intake.facts && { facts: withoutRecords(intake.facts, recorded) }),
    },
    history: history.flatMap((entry) => {
      // Of an older line, which has no id, nobody can say who may open what it names.
      if (entry.kind === 'ended' || entry.kind === 'reopened' || entry.kind === 'came_back') return [isTold(entry.otherId) ? entry : alone(entry)]
      if ('child' in entry) return recorded.has(entry.child) ? [entry] : []
      return !('otherId' in entry) || isTold(entry.otherId) ? [entry] : []
    }),
    ...(around && { around: { ...around, sameNumber: mayBeTold(around.sameNumber) } }),
    ...(thread && {
      thread: { ...rest, olderLater: called ? 0 : thread.olderLater, later: ofThread(thread.later), suggested: mayBeTold(thread.suggested), linked: mayBeTold(thread.linked), ...(told && { first: told }) },
    }),
  }
}

/** Of every enquiry that the record names beside its own, each once. */
function idsBeside({ around, thread, history, intake: { allocation, closing } }: IntakeRecord): readonly string[] {
  const lines = [...(around?.sameNumber ?? []), ...(thread ? [...thread.suggested, ...thread.linked, ...thread.later, ...(thread.first ? [thread.first] : [])] : [])]
  const named = [...history.map((entry) => ('otherId' in entry ? entry.otherId : undefined)), closing?.endedWithId, ...(allocation?.why?.knownFrom ?? [])]
  return [...new Set([...lines.map(({ id }) => id), ...named.flatMap((id) => id ?? [])])]
}

const NONE: ReadonlySet<string> = new Set()

/** The references of the records of children that its history, or a fact of one of several, names; each once. */
const childrenIn = ({ history, intake: { facts = [] } }: IntakeRecord): readonly string[] =>
  [...new Set([...history.flatMap((entry) => ('child' in entry ? [entry.child] : [])), ...recordsNamed(facts)])]

/** That it ended, or came back, is no secret. */
const alone = ({ other: _other, otherId: _id, ...entry }: Extract<HistoryEntry, { kind: EndingKind | RoutingKind }>): HistoryEntry => entry
const closedAlone = ({ endedWith: _with, endedWithId: _id, ...closing }: Closing): Closing => closing
