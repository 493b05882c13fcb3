import type { SafeMessage } from '../keptMailPorts'
import { failureCode } from './quarantineOrRetry'
import { ingestMessages, type IngestMessagesDeps } from './ingestMessages'

/** They are in memory until they are read; beyond these no batch is begun. Those begun by then may still join. */
const MOST_MESSAGES = 50
const MOST_BYTES = 16 * 1024 * 1024

interface Late {
  readonly intakeId: string
  /** In bytes. */
  readonly size: number
  readonly end: Promise<void>
}

/**
 * Messages whose reading takes long. No other mail waits for them: each becomes an enquiry by itself as soon as it is
 * read. Should the process end before, its bytes are safe and the next takes it up.
 */
export class LateMessages {
  private readonly inHand = new Set<Late>()

  /** @param onEnd told whenever one is dealt with: it may be filed away now, and there may be room for more */
  constructor(private readonly onEnd: () => void = () => undefined) {}

  has(intakeId: string): boolean {
    return [...this.inHand].some((late) => late.intakeId === intakeId)
  }

  /** No more mail should be taken into memory now. One large message alone keeps no other out. */
  get isFull(): boolean {
    const bytes = [...this.inHand].slice(1).reduce((sum, { size }) => sum + size, 0)
    return this.inHand.size >= MOST_MESSAGES || bytes >= MOST_BYTES
  }

  take(deps: IngestMessagesDeps, message: SafeMessage): void {
    const { intakeId, size } = message.kept
    const late: Late = { intakeId, size, end: ingestLate(deps, message).finally(() => this.ended(late)) }
    this.inHand.add(late)
  }

  async untilNoneIsLeft(): Promise<void> {
    while (this.inHand.size > 0) await Promise.all([...this.inHand].map(({ end }) => end))
  }

  private ended(late: Late): void {
    this.inHand.delete(late)
    this.onEnd()
  }
}

/** Never rejects: the message is safe, and the next sync takes it up again. */
async function ingestLate(deps: IngestMessagesDeps, message: SafeMessage): Promise<void> {
  const { location } = message.kept
  try {
    const { senderless } = await ingestMessages(deps, [message])
    if (senderless.length === 0) return
    await deps.ledger.quarantine(location, 'no_sender')
    deps.log.warn({ channel: 'email', uid: location.uid, cause: 'no_sender' }, 'message quarantined')
  } catch (error) {
    deps.log.warn({ channel: 'email', uid: location.uid, cause: failureCode(error) }, 'a message that took long to read could not be taken in yet')
  }
}
