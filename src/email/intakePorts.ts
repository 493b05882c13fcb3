import type { Acknowledgement } from '../domain/acknowledgement'
import type { EmailContact } from '../domain/email'
import type { OwedTask } from '../domain/task'
import type { Thread } from '../domain/thread'
import type { DeliveryReport } from './reading/messageReading'

export interface NewEmailIntake {
  readonly id: string
  readonly receivedAt: Date
  readonly email: EmailContact
  readonly acknowledgement: Acknowledgement
  readonly owedTasks: readonly OwedTask[]
  readonly thread: Thread
  /** What the message says, as one value; absent where that cannot be compared. */
  readonly contentDigest?: string
}

/** An enquiry that a message names. */
export interface NamedIntake {
  readonly intakeId: string
  /** The first of those it belongs with: itself, unless it was joined to another. */
  readonly firstId: string
}

export interface AcknowledgedIntake extends NamedIntake {
  /** From it to the first, the first not among them; empty when it is that itself. */
  readonly through: readonly string[]
  /** Whether its acknowledgement went to the address asked about, and that address was in no doubt itself. */
  readonly isKnownAddress: boolean
}

/** Looks up the enquiries that a message names; one indexed query each, and none without anything to look for. */
export interface Threads {
  /** @param from the address that the message came from, if it names one */
  findAcknowledged(messageIds: readonly string[], from: string | undefined): Promise<readonly AcknowledgedIntake[]>
  findByReference(references: readonly string[]): Promise<readonly NamedIntake[]>
}

export interface EmailIntakes extends Threads {
  /** Marks the acknowledgement that it names, with a card for a person when it came back; changes nothing the second time. */
  noteReport(report: DeliveryReport): Promise<void>
  /** The id of the enquiry that a message of this content is. */
  idFor(sha256: string): string
  /** Those of the ids that are enquiries already. */
  existing(ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Each in one write, with everything owed, and each by itself. @returns what became of each, in the order given */
  insert(intakes: readonly NewEmailIntake[]): Promise<readonly Insertion[]>
  /**
   * Suggests of each of these enquiries, once, that its message is one that reached us by another way, where one did.
   * @param made just now; @param met by id, those that were there already
   */
  suggestSame(made: readonly NewEmailIntake[], met: readonly string[]): Promise<void>
}

export type Insertion = 'inserted' | 'already_there' | { readonly failure: unknown }
