import { beginReading } from './beginReading'
import type { MailMemory } from './mailMemory'
import type { KeptMessage, RawMail, SafeMessage } from '../keptMailPorts'
import type { MessageReader } from '../readerPorts'

export interface OpenKeptDeps {
  readonly rawMail: RawMail
  readonly reader: MessageReader
  readonly memory: MailMemory
}

/** A message from the bytes that are kept of it. @throws when they cannot be had */
export async function openKept({ rawMail, reader, memory }: OpenKeptDeps, kept: KeptMessage): Promise<SafeMessage> {
  const release = await memory.hold(kept.size)
  try {
    const reading = beginReading(reader, await rawMail.read(kept.intakeId, kept.rawFileId))
    void reading.catch(() => undefined).finally(() => release?.())
    return { kept, reading }
  } catch (error) {
    release?.()
    throw error
  }
}
