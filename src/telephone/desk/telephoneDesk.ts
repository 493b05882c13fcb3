import { answerNext } from './answerNext'
import { askForCallback } from './askForCallback'
import type { TelephoneDesk, TelephoneDeskDeps } from './ports'
import { telephoneBoard } from './telephoneBoard'

/** The telephone as the desk sees it. Whoever comes free is rung at once for the first caller who waits. */
export const telephoneDesk = (deps: TelephoneDeskDeps): TelephoneDesk => ({
  board: async () => telephoneBoard(deps),
  answerNext: async (staffId) => answerNext(deps, { staffId }),
  askForCallback: async (wish) => askForCallback(deps, wish),
  setAvailability: async (wish) => {
    const set = await deps.staff.setAvailability(wish)
    if (set && wish.availability.kind !== 'away') await deps.waiting.ringForNext(deps.now())
    return set ? 'set' : 'unknown'
  },
  finishWrapUp: async (staffId) => {
    if (await deps.staff.finishWrapUp(staffId, deps.now())) await deps.waiting.ringForNext(deps.now())
  },
})
