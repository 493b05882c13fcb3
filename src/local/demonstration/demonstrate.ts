import { setTimeout as sleep } from 'node:timers/promises'
import type { Letter } from '../mail/letter'
import type { TelephoneNetwork } from '../network/createNetwork'
import { CHILD_LETTERS } from './children'
import { DEMONSTRATION_CALLS, DEMONSTRATION_LETTERS } from './enquiries'
import { placeCall } from './placeCall'

export interface DemonstrateDeps {
  readonly send: (letter: Letter) => Promise<unknown>
  readonly network: TelephoneNetwork
  /** The number to ring. */
  readonly to: string
  /** Enquiries that have come in. */
  readonly count: () => Promise<number>
}

const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 150

/**
 * Lets the invented enquiries come in by the real ways, mail and telephone.
 * @returns false when not all have arrived in time; they still will
 */
export async function demonstrate({ send, network, to, count }: DemonstrateDeps): Promise<boolean> {
  const letters = [...DEMONSTRATION_LETTERS, ...CHILD_LETTERS].map(async (letter) => send(letter))
  const calls = DEMONSTRATION_CALLS.map(async (call) => placeCall(network, to, call))
  await Promise.all([...letters, ...calls])
  const giveUpAt = Date.now() + PATIENCE_MS
  for (;;) {
    if ((await count()) >= letters.length + calls.length) return true
    if (Date.now() > giveUpAt) return false
    await sleep(LOOK_EVERY_MS)
  }
}
