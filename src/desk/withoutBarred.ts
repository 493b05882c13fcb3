import type { DeskIntakes, IntakeRecord } from './ports'

/**
 * The record without the enquiries beside it that this person has a conflict of interest in: they are not told that
 * those exist. What belongs to the same thread needs no asking, for it is barred together.
 */
export async function withoutBarred({ intakes }: { readonly intakes: Pick<DeskIntakes, 'isBarred'> }, { record, staffId }: { readonly record: IntakeRecord; readonly staffId: string }): Promise<IntakeRecord> {
  const mayBeTold = async <T extends { readonly id: string }>(others: readonly T[]): Promise<readonly T[]> => {
    const barred = await Promise.all(others.map(async ({ id }) => intakes.isBarred(id, staffId)))
    return others.filter((_, place) => barred[place] !== true)
  }
  const { around, thread, history, intake } = record
  const { allocation } = intake
  const why = allocation?.why
  const answered = [...new Set(history.flatMap((entry) => ('otherId' in entry ? [entry.otherId] : [])))].map((id) => ({ id }))
  const [sameNumber, suggested, linked, told, known] = await Promise.all([
    mayBeTold(around?.sameNumber ?? []), mayBeTold(thread?.suggested ?? []), mayBeTold(thread?.linked ?? []), mayBeTold(answered),
    mayBeTold((why?.knownFrom ?? []).map((id) => ({ id }))),
  ])
  return {
    ...record,
    ...(allocation && why?.knownFrom && { intake: { ...intake, allocation: { ...allocation, why: { ...why, knownFrom: known.map(({ id }) => id) } } } }),
    history: history.filter((entry) => !('otherId' in entry) || told.some(({ id }) => id === entry.otherId)),
    ...(around && { around: { ...around, sameNumber } }),
    ...(thread && { thread: { ...thread, suggested, linked } }),
  }
}
