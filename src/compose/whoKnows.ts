import type { AllocateDeps } from '../allocation/allocateIntake'
import { strongKeys } from '../linking/linkKeys'
import { newWords } from '../linking/newWords'
import type { Sealer } from '../store/seal'
import type { IntakeModel } from '../store/intakeModel'
import { whoKnowsChild } from '../store/whoKnowsChild'

/** Looks the strong keys up by itself: an enquiry that is to be allocated never waits for linking. */
export const whoKnows = ({ intakes, sealer }: { readonly intakes: IntakeModel; readonly sealer: Sealer }): AllocateDeps['whoKnows'] =>
  async ({ intake, notes }) => whoKnowsChild(intakes, sealer, intake, strongKeys(newWords(intake, notes.map(({ words }) => words))))
