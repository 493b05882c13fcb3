import type { Closing, EndingKind } from '../domain/caseEnding'
import { isSecondRole } from '../domain/secondProfessionals'
import type { StaffMember } from '../domain/staff'
import type { DeskIntakes, HistoryEntry, IntakeRecord } from './ports'
import type { SecondLists } from './secondPorts'

export interface WithoutBarredDeps {
  readonly intakes: Pick<DeskIntakes, 'isBarred'>
  readonly seconds: Pick<SecondLists, 'standing'>
}

/**
 * The record without the enquiries beside it that this person may not open: where they have a conflict of interest, or are an
 * officer whom it does not call for. They are not told that those exist. What belongs to the same thread is barred together.
 */
export async function withoutBarred({ intakes, seconds }: WithoutBarredDeps, { record, staff }: { readonly record: IntakeRecord; readonly staff: Pick<StaffMember, 'id' | 'role'> }): Promise<IntakeRecord> {
  const { id: staffId, role } = staff
  const mayOpen = async (id: string): Promise<boolean> =>
    !(await intakes.isBarred(id, staffId)) && (!isSecondRole(role) || (await seconds.standing(id, { id: staffId, role })) !== 'not_called')
  const mayBeTold = async <T extends { readonly id: string }>(others: readonly T[]): Promise<readonly T[]> => {
    const open = await Promise.all(others.map(async ({ id }) => mayOpen(id)))
    return others.filter((_, place) => open[place] === true)
  }
  const { around, thread, history, intake } = record
  const { allocation } = intake
  const why = allocation?.why
  const { closing } = intake
  const named = [...history.flatMap((entry) => ('otherId' in entry ? [entry.otherId] : [])), closing?.endedWithId]
  const answered = [...new Set(named)].flatMap((id) => (id === undefined ? [] : [{ id }]))
  const [sameNumber, suggested, linked, told, known] = await Promise.all([
    mayBeTold(around?.sameNumber ?? []), mayBeTold(thread?.suggested ?? []), mayBeTold(thread?.linked ?? []), mayBeTold(answered),
    mayBeTold((why?.knownFrom ?? []).map((id) => ({ id }))),
  ])
  const { first, ...rest } = thread ?? {}
  const [later, firsts] = isSecondRole(role) ? await Promise.all([mayBeTold(thread?.later ?? []), mayBeTold(first ? [first] : [])]) : [thread?.later ?? [], first ? [first] : []]
  const isTold = (otherId: string | undefined): boolean => told.some(({ id }) => id === otherId)
  return {
    ...record,
    intake: {
      ...intake,
      ...(allocation && why?.knownFrom && { allocation: { ...allocation, why: { ...why, knownFrom: known.map(({ id }) => id) } } }),
      ...(closing && !isTold(closing.endedWithId) && { closing: closedAlone(closing) }),
    },
    history: history.flatMap((entry) => {
      if (entry.kind === 'ended') return [isTold(entry.otherId) ? entry : endedAlone(entry)]
      return !('otherId' in entry) || isTold(entry.otherId) ? [entry] : []
    }),
    ...(around && { around: { ...around, sameNumber } }),
    ...(thread && { thread: { ...rest, olderLater: isSecondRole(role) ? 0 : thread.olderLater, later, suggested, linked, ...(firsts[0] && { first: firsts[0] }) } }),
  }
}

/** That it ended is no secret. */
const endedAlone = ({ other: _other, otherId: _id, ...entry }: Extract<HistoryEntry, { kind: EndingKind }>): HistoryEntry => entry
const closedAlone = ({ endedWith: _with, endedWithId: _id, ...closing }: Closing): Closing => closing
