import { csrfSync } from 'csrf-sync'
import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Clock } from '../domain/clock'
import { accessPaths } from './paths'
import type { StaffDirectory, Views } from './ports'
import { nonceOf, securityHeaders } from './securityHeaders'
import { endSession, isSecure, keepBriefly, sessionMiddleware, type SessionSettings, startSession } from './session'
import type { SessionLimits } from './sessionLimits'
import { signIn, type SignInDeps } from './signIn'
import { missing, signInPage, signInPageAgain, type SignInError, type SignInPage, tooManyTries, WRONG } from './signInPresenter'
import { visitorOf } from './visitor'
import { recogniseVisitor } from './visitorMiddleware'

export interface AccessDeps extends SignInDeps {
  readonly staff: Pick<StaffDirectory, 'findCredentials' | 'findById'>
  readonly session: SessionSettings
  readonly limits: SessionLimits
  readonly views: Views
  /** Where a visitor lands. */
  readonly home: string
  /** Paths that a page asks for by itself: they neither keep a session alive nor lead to the sign-in page. */
  readonly backgroundPaths: readonly string[]
  readonly now: Clock
  readonly log: Logger
}

/** A form holds the longest note, of which a letter of another script takes nine characters, and what is far too long still comes back in its field. */
const LONGEST_FORM = '512kb'

const formSchema = z.object({ email: z.string().max(320).catch(''), password: z.string().catch('') }).catch({ email: '', password: '' })
const csrfBody = z.object({ csrfToken: z.string() })

/** Everything between the street and the desk: what passes this router is somebody of the staff. */
export function accessRoutes(deps: AccessDeps): Router {
  const csrf = csrfSync({ getTokenFromRequest: (request) => csrfBody.safeParse(request.body).data?.csrfToken })
  const router = Router()
  router.use(securityHeaders({ secure: isSecure(deps.session.publicBaseUrl) }))
  router.use(sessionMiddleware(deps.session))
  router.use(express.urlencoded({ extended: false, limit: LONGEST_FORM }))
  router.use(csrf.csrfSynchronisedProtection)
  router.get(accessPaths.signIn, (request, response) => {
    keepBriefly(request)
    sendPage(deps, request, response, signInPage(csrf.generateToken(request), request.query['notice']))
  })
  router.post(accessPaths.signIn, handleSignIn(deps, csrf.generateToken))
  router.use(recogniseVisitor(deps, csrf.generateToken))
  router.post(accessPaths.signOut, handleSignOut(deps))
  return router
}

function handleSignIn(deps: AccessDeps, newToken: (request: Request) => string): RequestHandler {
  return async (request, response) => {
    const { email, password } = formSchema.parse(request.body)
    const again = (status: number, errors: readonly SignInError[]): void => {
      response.status(status)
      sendPage(deps, request, response, signInPageAgain(newToken(request), email, errors))
    }
    const gaps = missing(email, password)
    if (gaps.length > 0) return again(422, gaps)

    const outcome = await signIn(deps, { email, password, address: request.ip ?? '' })
    switch (outcome.kind) {
      case 'signed_in': {
        const { returnTo } = request.session
        const now = deps.now().getTime()
        await startSession(request, { staffId: outcome.staff.id, signedInAt: now, seenAt: now })
        deps.log.info({ staffId: outcome.staff.id }, 'signed in')
        return response.redirect(303, returnTo ?? deps.home)
      }
      case 'throttled':
        deps.log.warn('sign-in refused: too many tries')
        response.set('Retry-After', String(outcome.seconds))
        return again(429, tooManyTries(outcome.seconds))
      case 'refused':
        deps.log.warn('sign-in refused')
        return again(401, [WRONG])
      default:
        return outcome satisfies never
    }
  }
}

function handleSignOut(deps: AccessDeps): RequestHandler {
  return async (request, response) => {
    const staffId = visitorOf(request)?.staff.id
    await endSession(request)
    deps.log.info({ staffId }, 'signed out')
    response.redirect(303, `${accessPaths.signIn}?notice=signed_out`)
  }
}

function sendPage(deps: AccessDeps, request: Request, response: Response, page: SignInPage): void {
  response.send(deps.views.render('sign-in', { page, cspNonce: nonceOf(request) }))
}
