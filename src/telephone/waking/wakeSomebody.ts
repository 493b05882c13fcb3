import type { Claim } from '../../domain/step'
import { beginLeg, type LegBegun, newLegId } from '../legs/beginLeg'
import type { RingingDeps } from '../legs/legDeps'
import type { TelephoneProvider } from '../provider'
import type { Alarm, Alarms, Wakeable } from './ports'

export interface WakeDeps extends Omit<RingingDeps, 'alarms' | 'provider'> {
  readonly alarms: Alarms
  readonly provider: RingingDeps['provider'] & Pick<TelephoneProvider, 'sendText'>
  /** Who text messages come from; without it nobody is sent one. */
  readonly textFrom?: string
  readonly steps: {
    postpone(step: 'wakeSomebody', claim: Claim, dueAt: Date): Promise<boolean>
    finish(step: 'wakeSomebody', claim: Claim): Promise<boolean>
  }
  /** When nobody could be rung, for the moment, in milliseconds. */
  readonly lookAgainMs: number
  /** Between one person and the next, and the longest that this grows to, in milliseconds. */
  readonly pauses: { readonly nextPersonMs: number; readonly longestPauseMs: number }
}

/**
 * Wakes one person for what cannot wait, at any hour, and the next one after a pause, round after round, until somebody
 * accepts with their key or the matter is in somebody's hands. They are told a reference and nothing else.
 */
export async function wakeSomebody(deps: WakeDeps, { claim }: { readonly claim: Claim }): Promise<'in_hand' | 'woke' | 'nobody_free' | 'nobody_to_wake'> {
  const { intakeId } = claim
  const alarm = await deps.alarms.find(intakeId)
  if (!alarm?.needed || alarm.acceptedBy) {
    await deps.steps.finish('wakeSomebody', claim)
    return 'in_hand'
  }
  const people = inTurn(await deps.alarms.wakeable(deps.now()), alarm.woken)
  const again = async (ms: number): Promise<boolean> => deps.steps.postpone('wakeSomebody', claim, new Date(deps.now().getTime() + ms))
  if (people.length === 0) {
    deps.log.error({ intakeId }, 'something cannot wait, and nobody of the staff has a telephone')
    await deps.alarms.nobodyToWake(intakeId, deps.now())
    await again(deps.pauses.longestPauseMs)
    return 'nobody_to_wake'
  }
  for (const person of people) {
    const begun = await wake(deps, intakeId, alarm, person)
    if (begun === 'under_way') {
      await again(pauseAfter(alarm.woken.length + 1, people.length, deps.pauses))
      return 'woke'
    }
    if (begun === 'network_away') break
  }
  deps.log.error({ intakeId, people: people.length }, 'something cannot wait, and nobody could be rung')
  await again(deps.lookAgainMs)
  return 'nobody_free'
}

/** Whoever was woken least often for this; then who is on call, before who takes calls, before managers; then who was woken longest ago. */
export function inTurn(people: readonly Wakeable[], woken: readonly string[]): readonly Wakeable[] {
  const times = (one: Wakeable): number => woken.filter((staffId) => staffId === one.staffId).length
  const last = (one: Wakeable): number => Math.max(one.wokenAt?.getTime() ?? 0, woken.lastIndexOf(one.staffId))
  return people.toSorted((a, b) => times(a) - times(b) || a.rank - b.rank || last(a) - last(b) || (a.staffId < b.staffId ? -1 : 1))
}

/** Twice as long after every round through everybody. */
export const pauseAfter = (woken: number, people: number, { nextPersonMs, longestPauseMs }: WakeDeps['pauses']): number =>
  Math.min(nextPersonMs * 2 ** Math.min(Math.floor((woken - 1) / people), 16), longestPauseMs)

/** A number that the network refuses, or somebody who is on the telephone, does not stop the next person from being woken. */
async function wake(deps: WakeDeps, intakeId: string, { reference, about }: Alarm, { staffId }: Wakeable): Promise<LegBegun | 'busy'> {
  const legId = newLegId()
  const staff = await deps.lines.take(staffId, { legId, at: deps.now(), leaseMs: deps.legTargets.leaseMs })
  if (!staff) return 'busy'
  const begun = await beginLeg(deps, {
    id: legId, intakeId, staff, screening: { kind: 'alert', reference, about },
    claim: async () => deps.alarms.woke(intakeId, staffId, deps.now()).then(() => true),
  })
  await text(deps, intakeId, staffId, { to: staff.phone, reference })
  return begun
}

/** The reference alone: anybody may read what lights up on a telephone. */
async function text(deps: WakeDeps, intakeId: string, staffId: string, { to, reference }: { readonly to: string; readonly reference: string }): Promise<void> {
  if (deps.textFrom === undefined) return
  try {
    const sent = await deps.provider.sendText({ to, from: deps.textFrom, body: reference })
    if (!sent) deps.log.warn({ intakeId, staffId }, 'the network refuses a text message to a member of staff')
  } catch (error) {
    deps.log.warn({ intakeId, staffId, err: error }, 'a text message to a member of staff may not have been sent')
  }
}
