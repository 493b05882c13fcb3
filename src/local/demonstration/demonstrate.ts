import { setTimeout as sleep } from 'node:timers/promises'
import type { Letter } from '../mail/letter'
import type { TelephoneNetwork } from '../network/createNetwork'
import { DEMONSTRATION_CALLS, DEMONSTRATION_LETTERS } from './enquiries'
import { placeCall } from './placeCall'

export interface DemonstrateDeps {
  readonly send: (letter: Letter) => Promise<{ readonly messageId: string }>
  readonly network: TelephoneNetwork
  /** The number to ring. */
  readonly to: string
  /** Marks these enquiries as invented, as far as they are there; tells how many are. */
  readonly mark: (invented: Invented) => Promise<number>
}

export interface Invented {
  readonly messageIds: readonly string[]
  readonly callSids: readonly string[]
}

const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 150

/**
 * Lets the invented enquiries come in by the real ways, mail and telephone, and marks them as invented: by what we
 * named them ourselves, since nothing that a message or a call says about itself is to be believed.
 * @returns false when not all have arrived in time; they still will, unmarked
 */
export async function demonstrate({ send, network, to, mark }: DemonstrateDeps): Promise<boolean> {
  const letters = DEMONSTRATION_LETTERS.map(async (letter) => (await send(letter)).messageId)
  const calls = DEMONSTRATION_CALLS.map(async (call) => placeCall(network, to, call))
  const invented = { messageIds: await Promise.all(letters), callSids: await Promise.all(calls) }
  const expected = letters.length + calls.length
  const giveUpAt = Date.now() + PATIENCE_MS
  for (;;) {
    if ((await mark(invented)) >= expected) return true
    if (Date.now() > giveUpAt) return false
    await sleep(LOOK_EVERY_MS)
  }
}
