import { setTimeout as delay } from 'node:timers/promises'
import type { SafeMessage } from '../keptMailPorts'
import { type Ingested, ingestMessages, type IngestMessagesDeps } from './ingestMessages'
import type { LateMessages } from './lateMessages'

/** Nearly every message is read in some milliseconds. */
const READ_WITHIN_MS = 2_000

export interface IngestInTimeDeps extends IngestMessagesDeps {
  /** Has what takes longer to read than others may be kept waiting. */
  readonly late: LateMessages
}

/** Makes the enquiries of those messages that are soon read; the others' are made whenever they are. */
export async function ingestInTime(deps: IngestInTimeDeps, messages: readonly SafeMessage[]): Promise<Ingested> {
  const read = await readWithin(messages, READ_WITHIN_MS)
  for (const message of messages) if (!read.has(message)) deps.late.take(deps, message)
  return ingestMessages(deps, messages.filter((message) => read.has(message)))
}

async function readWithin(messages: readonly SafeMessage[], ms: number): Promise<ReadonlySet<SafeMessage>> {
  const read = new Set<SafeMessage>()
  const all = messages.map(async (message) => {
    // Heard again, and answered for, by whoever makes the enquiry.
    await message.reading.catch(() => undefined)
    read.add(message)
  })
  const allRead = new AbortController()
  await Promise.race([Promise.all(all), delay(ms, undefined, { signal: allRead.signal }).catch(() => undefined)])
  allRead.abort()
  return new Set(read)
}
