import type { AlertAbout } from '../../domain/leg'
import { beginLeg, type LegBegun } from '../legs/beginLeg'
import type { RingingDeps } from '../legs/legDeps'
import type { TelephoneProvider } from '../provider'

export interface WakeOneDeps extends RingingDeps {
  readonly provider: RingingDeps['provider'] & Pick<TelephoneProvider, 'sendText'>
  /** Who text messages come from; without it nobody is sent one. */
  readonly textFrom?: string
}

export interface Ringing {
  readonly legId: string
  readonly intakeId: string
  readonly staffId: string
  readonly reference: string
  readonly about: AlertAbout
}

/** Rings one member of staff and asks them to press 1; `busy` when their line is taken. They are told a reference and nothing else. */
export async function ringOne(
  deps: RingingDeps, { legId, intakeId, staffId, reference, about }: Ringing,
): Promise<{ readonly begun: LegBegun | 'busy'; readonly phone?: string }> {
  const staff = await deps.lines.take(staffId, { legId, at: deps.now(), leaseMs: deps.legTargets.leaseMs })
  if (!staff) return { begun: 'busy' }
  const screening = { kind: 'alert', reference, about } as const
  return { begun: await beginLeg(deps, { id: legId, intakeId, staff, screening, claim: async () => true }), phone: staff.phone }
}

export interface Texting {
  readonly intakeId: string
  readonly staffId: string
  readonly to: string
  readonly reference: string
}

/** The reference alone: anybody may read what lights up on a telephone. `unclear` when nothing is known of it. */
export async function textOne(deps: WakeOneDeps, { intakeId, staffId, to, reference }: Texting): Promise<'sent' | 'refused' | 'unclear' | 'not_set_up'> {
  if (deps.textFrom === undefined) return 'not_set_up'
  try {
    const sent = await deps.provider.sendText({ to, from: deps.textFrom, body: reference })
    if (!sent) deps.log.warn({ intakeId, staffId }, 'the network refuses a text message to a member of staff')
    return sent ? 'sent' : 'refused'
  } catch (error) {
    deps.log.warn({ intakeId, staffId, err: error }, 'a text message to a member of staff may not have been sent')
    return 'unclear'
  }
}
