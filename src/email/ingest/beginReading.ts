import type { MessageReader } from '../readerPorts'
import type { MessageReading } from '../reading/messageReading'

/** Begins to read a message, for whoever makes its enquiry later; whether it could be read is heard there. */
export function beginReading(reader: MessageReader, bytes: Buffer): Promise<MessageReading> {
  const reading = reader.read(bytes)
  reading.catch(() => undefined)
  return reading
}
