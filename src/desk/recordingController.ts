import type { Request, RequestHandler, Response } from 'express'
import { DomainError } from '../domain/errors'
import type { RecordingSounds } from './callPorts'
import { intakeIdOf } from './deskRequest'

export interface RecordingControllerDeps {
  readonly recordings: RecordingSounds
}

export interface RecordingController {
  readonly playRecording: RequestHandler
}

/** Sends the sound of a message, whole or the part that a player asks for, so that one can go back and forth in it. */
export function recordingController({ recordings }: RecordingControllerDeps): RecordingController {
  return {
    playRecording: async (request, response) => {
      const sound = await recordings.openRecording(intakeIdOf(request), sidOf(request))
      if (!sound) throw new DomainError('not_found', 'There is no such recording.')
      response.set({ 'Accept-Ranges': 'bytes', 'Cache-Control': 'no-store', 'Content-Type': soundType(sound.contentType), 'Content-Disposition': 'inline' })
      sendPart(request, response, sound.bytes)
    },
  }
}

/** A player that goes on from a place behind the beginning. Whatever may bring the beginning, or all of it, is none. */
export const isSeek = (request: Request): boolean => /^bytes=0*[1-9]\d*-\d*$/.test(request.get('range') ?? '')

/** The recording that the path names. @throws DomainError for anything else */
export function sidOf(request: Request): string {
  const { sid } = request.params
  if (typeof sid !== 'string' || !/^[0-9A-Za-z]{1,64}$/.test(sid)) throw new DomainError('not_found', 'There is no such recording.')
  return sid
}

/** What is no sound by its own account is sent as bytes that no browser opens. */
const soundType = (contentType: string): string => (/^audio\/[\w.+-]+$/.test(contentType) ? contentType : 'application/octet-stream')

/** @see https://www.rfc-editor.org/rfc/rfc9110#name-range-requests: several ranges at once may be answered with the whole */
function sendPart(request: Request, response: Response, bytes: Buffer): void {
  const ranges = request.range(bytes.length, { combine: true })
  if (ranges === -1) {
    response.status(416).set('Content-Range', `bytes */${bytes.length}`).end()
    return
  }
  const [range] = Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges : []
  const part = range ? bytes.subarray(range.start, range.end + 1) : bytes
  if (range) response.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${bytes.length}`)
  response.set('Content-Length', String(part.length))
  response.end(request.method === 'HEAD' ? undefined : part)
}
