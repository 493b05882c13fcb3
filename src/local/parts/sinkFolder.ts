import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** A message that somebody sent through the sink. */
export interface SunkMessage {
  /** MAIL FROM; an empty text for the null sender. */
  from: string
  /** RCPT TO, in order. */
  to: string[]
  /** As it came over the wire, dots unstuffed. */
  raw: Buffer
  at: Date
}

const Envelope = z.object({ from: z.string(), to: z.array(z.string()), at: z.coerce.date() })

/** Writes the message first and its envelope last, so that an envelope never lacks its message. */
export async function saveMessage(dir: string, message: SunkMessage): Promise<void> {
  await mkdir(dir, { recursive: true })
  const { raw, ...envelope } = message
  const name = `${message.at.getTime()}-${randomBytes(4).toString('hex')}`
  await writeFile(join(dir, `${name}.eml`), raw)
  await writeFile(join(dir, `${name}.partial`), JSON.stringify(envelope))
  await rename(join(dir, `${name}.partial`), join(dir, `${name}.json`))
}

/** Everything that `saveMessage` kept there, oldest first; an empty list when the folder is not there. */
export async function loadMessages(dir: string): Promise<SunkMessage[]> {
  const names = (await readdir(dir).catch(() => [])).filter(name => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async name => {
      const envelope = Envelope.parse(JSON.parse(await readFile(join(dir, name), 'utf8')))
      return { ...envelope, raw: await readFile(join(dir, name.replace(/json$/, 'eml'))) }
    }),
  )
}
