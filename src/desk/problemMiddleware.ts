import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { DomainError } from '../domain/errors'
import { LONGEST_REASON } from '../domain/readReason'
import { ROLE_NAMES } from '../domain/roles'
import { pageContext } from './deskRequest'
import { LONGEST_NOTE } from './noteRules'
import { paths } from './paths'
import type { Entrance, Views } from './ports'

export interface ProblemDeps {
  readonly entrance: Entrance
  readonly views: Views
  readonly log: Logger
}

interface Problem {
  readonly status: number
  readonly title: string
  readonly lines: readonly string[]
  readonly link?: { readonly text: string; readonly href: string }
}

const BACK = { text: 'Back to the queue', href: paths.queue } as const

/** Unknown and forbidden look the same: who may not see a thing is not told that it exists. */
export function notFoundPage(deps: ProblemDeps): RequestHandler {
  return (request, response) => sendProblem(deps, request, response, notFound(deps, request))
}

/** Turns what went wrong into a page. The log gets the error as `err`, which the logger strips of its words. */
export function problemPage(deps: ProblemDeps): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = toProblem(deps, request, error)
    if (problem.status >= 500) deps.log.error({ method: request.method, err: error }, 'a page failed')
    if (response.headersSent) return next(error)
    sendProblem(deps, request, response, problem)
  }
}

function sendProblem(deps: ProblemDeps, request: Request, response: Response, page: Problem): void {
  response.status(page.status).send(deps.views.render('message', { ...pageContext(deps.entrance, request), page }))
}

function notFound({ entrance }: ProblemDeps, request: Request): Problem {
  const visitor = entrance.visitorOf(request)
  if (visitor && request.path === paths.queue) {
    return {
      status: 404,
      title: 'Nothing to show here',
      lines: [`You are signed in as ${ROLE_NAMES[visitor.staff.role]}. The queue of enquiries is not part of that role.`,
        'If you need it for your work, ask a manager.'],
    }
  }
  return { status: 404, title: 'Page not found', lines: ['The address may be wrong, or the page is not part of your role.'], link: BACK }
}

function toProblem(deps: ProblemDeps, request: Request, error: unknown): Problem {
  if (error instanceof DomainError) return fromDomain(deps, request, error)
  if (codeOf(error) === 'EBADCSRFTOKEN') {
    return {
      status: 403,
      title: 'This form is no longer valid',
      lines: ['You may have signed in or out in another window since you opened it. Nothing was saved.',
        'Go back, copy what you typed, load the page again and send it once more.'],
      link: BACK,
    }
  }
  const status = statusOf(error)
  if (status === 413) {
    const [note, reason] = [LONGEST_NOTE, LONGEST_REASON].map((most) => most.toLocaleString('en-GB'))
    return {
      status, title: 'That is too long to be saved',
      lines: ['Nothing was saved. Go back: most browsers keep what you typed. Copy it before you send it again.', `A note has ${note} characters at most, and a reason ${reason}.`],
      link: BACK,
    }
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return { status, title: 'That could not be understood', lines: ['Nothing was saved. Go back and try again.'], link: BACK }
  }
  return {
    status: 500,
    title: 'Sorry, there is a problem with the service',
    lines: ['Try again in a moment. Calls and emails are still taken in meanwhile.'],
  }
}

function fromDomain(deps: ProblemDeps, request: Request, error: DomainError): Problem {
  switch (error.code) {
    case 'not_found':
    case 'forbidden':
      return notFound(deps, request)
    case 'conflict': {
      // The route's own parameters are out of sight by now.
      const [, id] = /^\/intakes\/([0-9a-f]+)\//.exec(request.path) ?? []
      const link = id === undefined ? BACK : { text: 'Back to the enquiry', href: paths.intake(id) }
      return { status: 409, title: 'Somebody was faster, or things have changed', lines: [error.message, error.done ?? 'Nothing of yours was saved.'], link }
    }
    case 'invalid':
      return { status: 422, title: 'That could not be saved', lines: [error.message], link: BACK }
    default:
      return error.code satisfies never
  }
}

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined)

const statusOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' ? error.status : undefined
