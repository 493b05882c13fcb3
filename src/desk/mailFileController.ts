import type { Request, RequestHandler, Response } from 'express'
import { DomainError } from '../domain/errors'
import { intakeIdOf } from './deskRequest'
import type { MailFiles } from './mailPorts'
import { safeFilename } from './safeFilename'

export interface MailFileControllerDeps {
  readonly mailFiles: MailFiles
}

export interface MailFileController {
  readonly sendAttachment: RequestHandler
  readonly sendOriginal: RequestHandler
}

/** Hands out mail as it came: to be saved, never to be shown or run by the browser. */
export function mailFileController({ mailFiles }: MailFileControllerDeps): MailFileController {
  return {
    sendAttachment: async (request, response) => {
      const index = attachmentIndexOf(request)
      const found = await open(async () => mailFiles.openAttachment(intakeIdOf(request), index))
      if (!found) throw new DomainError('not_found', 'There is no such attachment.')
      sendFile(response, safeFilename(found.note, index), found.bytes)
    },
    sendOriginal: async (request, response) => {
      const bytes = await open(async () => mailFiles.openOriginal(intakeIdOf(request)))
      if (!bytes) throw new DomainError('not_found', 'There is no such message.')
      sendFile(response, 'message.eml', bytes)
    },
  }
}

/** Whatever went wrong, the message itself is still there. */
async function open<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw new DomainError('invalid', 'This could not be taken out of the message. Save the whole message and open it in a mail program instead.')
  }
}

/** The attachment that the path names, counted from 0. @throws DomainError for anything else */
export function attachmentIndexOf(request: Request): number {
  const { number } = request.params
  if (typeof number !== 'string' || !/^[1-9][0-9]{0,2}$/.test(number)) throw new DomainError('not_found', 'There is no such attachment.')
  return Number(number) - 1
}

function sendFile(response: Response, filename: string, bytes: Buffer): void {
  // Sets the name as RFC 6266 and 8187 have it, and a type by its ending, which is replaced: no browser is to know one.
  response.attachment(filename)
  response.set({
    'Content-Type': 'application/octet-stream',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'Content-Length': String(bytes.length),
  })
  response.end(bytes)
}
