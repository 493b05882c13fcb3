import type { HistoryDocument } from './documents/historyDocument'
import type { IntakeModel } from './intakeModel'

/** A line for the second of two enquiries that somebody decided about. What decides stands on the first; were this line lost, it would be missing here alone. */
export async function tellOther(intakes: IntakeModel, { _id }: { readonly _id: string }, line: HistoryDocument): Promise<void> {
  await intakes.updateOne({ _id }, { $push: { history: line } })
}
