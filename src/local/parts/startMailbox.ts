import { join } from 'node:path'
import { findDovecot } from './findDovecot'
import { findWildDuck } from './findWildDuck'
import { PartMissing } from './partMissing'
import type { MailUser } from './dovecotConfig'
import { startDovecot } from './startDovecot'
import type { RunningPart } from './startServer'
import { startWildDuck } from './startWildDuck'
import type { Toolbox } from './toolbox'

export interface MailboxInput {
  dataDir: string
  /** WildDuck keeps its mail there; Dovecot does not need them. */
  mongodbUrl: string
  redisUrl: string
  /** @defaultValue the port of the last start when free, else any */
  port?: number
  users: MailUser[]
}

/** An IMAP server on loopback, whichever this machine can have; `url` is the first user's INBOX. */
export interface RunningMailbox extends RunningPart {
  port: number
  urlFor: (user: MailUser) => string
}

/**
 * Starts Dovecot where it can be had, else WildDuck.
 * @throws PartMissing when neither can be had
 */
export async function startMailbox(tools: Toolbox, input: MailboxInput): Promise<RunningMailbox> {
  const { dataDir, users } = input
  const port = input.port === undefined ? {} : { port: input.port }
  try {
    const dovecot = await findDovecot(tools)
    return await startDovecot(tools, { dovecot, dataDir: join(dataDir, 'dovecot'), users, ...port })
  } catch (error) {
    if (!(error instanceof PartMissing)) throw error
  }
  const wildDuck = await findWildDuck(tools)
  return startWildDuck({ ...input, wildDuck, dataDir: join(dataDir, 'wildduck') })
}
