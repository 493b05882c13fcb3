import { beginReading } from './beginReading'
import type { KeptMessage, MessageReader, RawMail, SafeMessage } from '../ports'

export interface OpenKeptDeps {
  readonly rawMail: RawMail
  readonly reader: MessageReader
}

/** A message from the bytes that are kept of it. @throws when they cannot be had */
export async function openKept({ rawMail, reader }: OpenKeptDeps, kept: KeptMessage): Promise<SafeMessage> {
  return { kept, reading: beginReading(reader, await rawMail.read(kept.intakeId, kept.rawFileId)) }
}
