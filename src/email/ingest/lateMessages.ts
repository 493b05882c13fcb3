import type { SafeMessage } from '../ports'
import { failureCode } from './giveUpOrRetry'
import { ingestMessages, type IngestMessagesDeps } from './ingestMessages'

/** More than these are waited for before more mail is fetched: they are in memory until they are read. */
const MOST_MESSAGES = 50
const MOST_BYTES = 16 * 1024 * 1024

/**
 * Messages whose reading takes long. No other mail waits for them: each becomes an enquiry by itself as soon as it is
 * read. Should the process end before, its bytes are safe and the next takes it up.
 */
export class LateMessages {
  private readonly inHand = new Map<string, { readonly size: number; readonly end: Promise<void> }>()

  /** @param onEnd told whenever one is dealt with: it may be filed away now */
  constructor(private readonly onEnd: () => void = () => undefined) {}

  has(intakeId: string): boolean {
    return this.inHand.has(intakeId)
  }

  take(deps: IngestMessagesDeps, message: SafeMessage): void {
    const { intakeId, size } = message.kept
    const end = ingestLate(deps, message).finally(() => {
      this.inHand.delete(intakeId)
      this.onEnd()
    })
    this.inHand.set(intakeId, { size, end })
  }

  /** Resolves as soon as more mail may be taken into memory. */
  async untilThereIsRoom(): Promise<void> {
    while (this.isFull()) await Promise.race([...this.inHand.values()].map(({ end }) => end))
  }

  async untilNoneIsLeft(): Promise<void> {
    while (this.inHand.size > 0) await Promise.all([...this.inHand.values()].map(({ end }) => end))
  }

  private isFull(): boolean {
    const sizes = [...this.inHand.values()].map(({ size }) => size)
    return sizes.length >= MOST_MESSAGES || sizes.reduce((sum, size) => sum + size, 0) >= MOST_BYTES
  }
}

/** Never rejects: the message is safe, and the next sync takes it up again. */
async function ingestLate(deps: IngestMessagesDeps, message: SafeMessage): Promise<void> {
  const { location } = message.kept
  try {
    const { senderless } = await ingestMessages(deps, [message])
    if (senderless.length > 0) await deps.ledger.quarantine(location, 'no_sender')
  } catch (error) {
    deps.log.warn({ channel: 'email', uid: location.uid, cause: failureCode(error) }, 'a message that took long to read could not be taken in yet')
  }
}
