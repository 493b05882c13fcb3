import type { Telling } from '../../domain/escalation'
import { type MayBeRung, whoMayBeRung } from './engaged'
import type { TelephoneLines } from './ports'
import { type ClimbDeps, type Climbed, type Climbing, finishTelling, untilFree } from './takeNextRung'
import { newTellingId } from './tellStaff'
import type { LadderMoment } from './whoStandsOn'

/**
 * Rings the first telephone that is free in place of one of the rung that was engaged; while all are, it is tried again in a moment.
 * Mail and text messages go as they would, and so does the next rung: where the ladder stands does not change.
 */
export async function ringInstead(deps: ClimbDeps, climbing: Climbing, moment: Omit<LadderMoment, 'people'>): Promise<Climbed> {
  const { ladder, people } = climbing
  const { lines } = deps.messengers
  const telling = lines && (await firstFree(lines, whoMayBeRung({ ...moment, people }), deps.now()))
  if (!telling) return (await climbing.wait(ladder, untilFree(ladder, deps))) ? 'waits' : 'claim_lost'
  if (await climbing.begin(ladder, [telling])) return finishTelling(deps, climbing, [telling])
  await lines.letGo(telling.staffId, telling.id)
  return 'claim_lost'
}

/** The telephone is held before the call is written down: of many enquiries that look at once each has another. */
async function firstFree(lines: TelephoneLines, people: readonly MayBeRung[], at: Date): Promise<Telling | undefined> {
  for (const { rung, person: { id: staffId, name } } of people) {
    const id = newTellingId()
    if (await lines.hold(staffId, id)) return { id, rung, staffId, name, way: 'call', at, outcome: 'begun', instead: true }
  }
  return undefined
}
