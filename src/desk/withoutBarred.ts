import { isSecondRole } from '../domain/secondProfessionals'
import type { StaffMember } from '../domain/staff'
import type { DeskIntakes, IntakeRecord } from './ports'
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
  const answered = [...new Set(history.flatMap((entry) => ('otherId' in entry ? [entry.otherId] : [])))].map((id) => ({ id }))
  const [sameNumber, suggested, linked, told, known] = await Promise.all([
    mayBeTold(around?.sameNumber ?? []), mayBeTold(thread?.suggested ?? []), mayBeTold(thread?.linked ?? []), mayBeTold(answered),
    mayBeTold((why?.knownFrom ?? []).map((id) => ({ id }))),
  ])
  const { first, ...rest } = thread ?? {}
  const [later, firsts] = isSecondRole(role) ? await Promise.all([mayBeTold(thread?.later ?? []), mayBeTold(first ? [first] : [])]) : [thread?.later ?? [], first ? [first] : []]
  return {
    ...record,
    ...(allocation && why?.knownFrom && { intake: { ...intake, allocation: { ...allocation, why: { ...why, knownFrom: known.map(({ id }) => id) } } } }),
    history: history.filter((entry) => !('otherId' in entry) || told.some(({ id }) => id === entry.otherId)),
    ...(around && { around: { ...around, sameNumber } }),
    ...(thread && { thread: { ...rest, olderLater: isSecondRole(role) ? 0 : thread.olderLater, later, suggested, linked, ...(firsts[0] && { first: firsts[0] }) } }),
  }
}
