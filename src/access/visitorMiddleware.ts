import type { Request, RequestHandler, Response } from 'express'
import type { Clock } from '../domain/clock'
import { accessPaths } from './paths'
import type { StaffDirectory } from './ports'
import { endSession, keepBriefly } from './session'
import { isActivityStale, isSessionOver, type SessionLimits } from './sessionLimits'
import { rememberVisitor } from './visitor'

export interface RecogniseDeps {
  readonly staff: Pick<StaffDirectory, 'findById'>
  readonly limits: SessionLimits
  readonly backgroundPaths: readonly string[]
  readonly now: Clock
}

/** Lets members of the staff through and asks everybody else to sign in. The account is looked up each time, so that a disabled one is out at once. */
export function recogniseVisitor(deps: RecogniseDeps, csrfToken: (request: Request) => string): RequestHandler {
  return async (request, response, next) => {
    const { staffId, signedInAt, seenAt } = request.session
    if (staffId === undefined || signedInAt === undefined || seenAt === undefined) return turnAway(deps, request, response)

    const now = deps.now().getTime()
    const over = isSessionOver({ signedInAt, seenAt }, deps.limits, now)
    const staff = over ? undefined : await deps.staff.findById(staffId)
    if (!staff?.active) {
      await endSession(request)
      return turnAway(deps, request, response, '?notice=ended')
    }
    if (!isBackground(deps, request) && isActivityStale(seenAt, now)) request.session.seenAt = now
    rememberVisitor(request, staff, csrfToken(request))
    next()
  }
}

function turnAway(deps: RecogniseDeps, request: Request, response: Response, notice = ''): void {
  if (isBackground(deps, request)) {
    response.sendStatus(401)
    return
  }
  // The session of somebody who was signed in is gone by now; a newcomer's remembers where they were going.
  if (notice === '' && request.method === 'GET' && isOwnPath(request.originalUrl)) {
    keepBriefly(request)
    request.session.returnTo = request.originalUrl
  }
  response.redirect(303, `${accessPaths.signIn}${notice}`)
}

const isBackground = (deps: RecogniseDeps, request: Request): boolean => deps.backgroundPaths.includes(request.path)

// "//elsewhere.example" is a path to us and another host to a browser; so is "/\elsewhere.example".
const isOwnPath = (url: string): boolean => /^\/(?![/\\])/.test(url) && url.length < 500
