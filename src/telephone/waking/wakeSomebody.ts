import type { Claim } from '../../domain/step'
import { type LegBegun, newLegId } from '../legs/beginLeg'
import { alarmAbout, isInHand } from './inHand'
import { lookAgainAfter, pauseAfter, pauseAfterNobody, type WakingPauses } from './pauses'
import type { Alarm, Alarms, Wakeable } from './ports'
import { ringOne, textOne, type WakeOneDeps } from './wakeOne'
import { whoIsWoken } from './whoIsWoken'

export interface WakeDeps extends Omit<WakeOneDeps, 'alarms'> {
  readonly alarms: Alarms
  readonly steps: {
    postpone(step: 'wakeSomebody', claim: Claim, dueAt: Date): Promise<boolean>
    finish(step: 'wakeSomebody', claim: Claim): Promise<boolean>
  }
  /** Whether the service is open. */
  isOpen(at: Date): boolean
  /** When nobody could be rung, for the moment, in milliseconds. */
  readonly lookAgainMs: number
  readonly pauses: WakingPauses
}

/**
 * Wakes one person for what cannot wait, at any hour, and the next one after a pause, round after round, until somebody
 * accepts with their key or the matter is in somebody's hands. They are told a reference and nothing else.
 */
export async function wakeSomebody(deps: WakeDeps, { claim }: { readonly claim: Claim }): Promise<'in_hand' | 'woke' | 'nobody_free' | 'nobody_to_wake'> {
  const { intakeId, attempts } = claim
  const alarm = await deps.alarms.find(intakeId, deps.now())
  if (!alarm || isInHand(alarm)) {
    await deps.steps.finish('wakeSomebody', claim)
    return 'in_hand'
  }
  const again = async (ms: number): Promise<boolean> => deps.steps.postpone('wakeSomebody', claim, new Date(deps.now().getTime() + ms))
  const at = deps.now()
  const people = whoIsWoken(await deps.alarms.wakeable(intakeId, at, deps.isOpen(at)), alarm, at)
  const { came, texted } = await wakeInTurn(deps, intakeId, alarm, people)
  switch (came) {
    case 'rung': {
      if (alarm.silentSince) await deps.alarms.rings(intakeId)
      const before = Object.values(alarm.times).reduce((sum, times) => sum + times, 0)
      await again(pauseAfter(before + 1, people.length, { ...deps.pauses, ...(alarm.isUrgent && { longestPauseMs: deps.pauses.longestUrgentPauseMs }) }))
      return 'woke'
    }
    case 'all_refused':
      deps.log.error({ intakeId, people: people.length }, 'something cannot wait, and there is nobody of the staff whom the network rings')
      await deps.alarms.rangNobody(intakeId, deps.now())
      await deps.alarms.nobodyToWake(intakeId, deps.now())
      await again(pauseAfterNobody(attempts, deps.pauses))
      return 'nobody_to_wake'
    case 'nobody_free':
      deps.log.error({ intakeId, people: people.length }, 'something cannot wait, and nobody could be rung')
      await deps.alarms.rangNobody(intakeId, deps.now())
      if (isSilentForLong(alarm, deps)) await deps.alarms.nobodyToWake(intakeId, deps.now())
      // Coming back soon is for finding somebody free, not for sending the same people the same text message again.
      await again(texted ? pauseAfterNobody(attempts, deps.pauses) : lookAgainAfter(attempts, deps))
      return 'nobody_free'
    default:
      return came satisfies never
  }
}

/** A network that is away for a moment, or a line that is in use, is waited for. */
const isSilentForLong = ({ silentSince }: Alarm, { now, pauses }: Pick<WakeDeps, 'now' | 'pauses'>): boolean =>
  silentSince !== undefined && now().getTime() - silentSince.getTime() >= pauses.silentAfterMs

interface Round {
  /** `all_refused`: the network rings none of their numbers, or there is nobody with one. `nobody_free`: it may be otherwise in a moment. */
  readonly came: 'rung' | 'all_refused' | 'nobody_free'
  /** Whether anybody was sent a text message. */
  readonly texted: boolean
}

/** Tries one after the other until a telephone rings. */
async function wakeInTurn(deps: WakeDeps, intakeId: string, alarm: Alarm, people: readonly Wakeable[]): Promise<Round> {
  let texted = false
  let refused = 0
  for (const person of people) {
    const woken = await wake(deps, intakeId, alarm, person)
    texted ||= woken.texted
    if (woken.begun === 'under_way') return { came: 'rung', texted }
    if (woken.begun === 'network_away') return { came: 'nobody_free', texted }
    if (woken.begun === 'refused') refused += 1
  }
  return { came: refused === people.length ? 'all_refused' : 'nobody_free', texted }
}

/**
 * A number that the network refuses to ring may still take a text message. One that is in use does not, nor one that a
 * network which is away for the moment could not ring: both are tried again soon.
 */
async function wake(deps: WakeDeps, intakeId: string, alarm: Alarm, person: Wakeable): Promise<{ begun: LegBegun | 'busy'; texted: boolean }> {
  const { reference } = alarm
  const { staffId } = person
  const { begun, phone } = await ringOne(deps, { legId: newLegId(), intakeId, staffId, reference, about: alarmAbout(alarm) })
  const mayBeTexted = phone !== undefined && (begun === 'under_way' || begun === 'refused')
  const texted = mayBeTexted && (await isTexted(deps, { intakeId, person, to: phone, reference }))
  // A process that ends before this is written rings the same person again: rather once too often than not at all.
  if (begun === 'under_way' || texted) await deps.alarms.woke(intakeId, staffId, deps.now())
  return { begun, texted }
}

/** One of which nothing is known counts as sent. */
async function isTexted(deps: WakeDeps, { intakeId, person: { staffId, name }, to, reference }: { intakeId: string; person: Wakeable; to: string; reference: string }): Promise<boolean> {
  if (deps.textFrom === undefined) return false
  const textId = await deps.alarms.texting(intakeId, { staffId, name, at: deps.now() })
  const outcome = await textOne(deps, { intakeId, staffId, to, reference })
  if (outcome === 'sent' || outcome === 'refused') await deps.alarms.texted(textId, outcome)
  return outcome === 'sent' || outcome === 'unclear'
}
