import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

const hex = z.string().regex(/^[0-9a-f]+$/)
const Shape = z.object({
  sessionSecret: hex.length(64),
  /** As DATA_KEYS wants it. */
  dataKeys: z.string(),
  twilioAccountSid: z.string(),
  twilioAuthToken: hex.length(32),
  mailUser: z.string(),
  mailPassword: hex.length(32),
  /** What every demonstration account signs in with. */
  staffPassword: z.string().min(12),
})

export type LocalSecrets = z.infer<typeof Shape>

/**
 * The secrets of this data folder, made at its first start and kept beside the data that they open.
 * @throws when the file is there but cannot be read: new keys would leave the data closed for ever
 */
export async function localSecrets(file: string): Promise<LocalSecrets> {
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept !== undefined) return Shape.parse(JSON.parse(kept))
  const made = makeSecrets()
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.partial`, JSON.stringify(made, null, 2), { mode: 0o600 })
  await rename(`${file}.partial`, file)
  return made
}

const makeSecrets = (): LocalSecrets => ({
  sessionSecret: randomHex(32),
  dataKeys: `local:${randomBytes(32).toString('base64')}`,
  twilioAccountSid: `AC${randomHex(16)}`,
  twilioAuthToken: randomHex(16),
  // A name of its own for each data folder: an emptied one never finds the old one's mail.
  mailUser: `advice-${randomHex(4)}`,
  mailPassword: randomHex(16),
  staffPassword: `demonstration-${randomHex(3)}`,
})

const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex')
