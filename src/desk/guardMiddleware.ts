import type { RequestHandler } from 'express'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { isSecondRole } from '../domain/secondProfessionals'
import type { ViewAudit } from './auditPorts'
import type { DeskChildren } from './children/childPorts'
import type { DeskRoute } from './deskPolicy'
import { childIdOf, intakeIdOf, requireVisitor } from './deskRequest'
import { paths } from './paths'
import type { DeskIntakes, Entrance } from './ports'
import type { SecondLists } from './secondPorts'

interface GuardDeps {
  readonly entrance: Entrance
  readonly intakes: Pick<DeskIntakes, 'isBarred'>
  readonly seconds: Pick<SecondLists, 'standing'>
  readonly children: Pick<DeskChildren, 'standing'>
  readonly audit: ViewAudit
  readonly now: Clock
}

/** Where people land who work on other lists than the queue; whoever has none is told so. */
export function ownFirstPage({ entrance }: GuardDeps): RequestHandler {
  return (request, response, next) => {
    const visitor = requireVisitor(entrance, request)
    if (visitor.may('queue.view')) return next()
    if (visitor.may('second.view')) return response.redirect(303, paths.second)
    return visitor.may('operations.view') ? response.redirect(303, paths.operations) : next()
  }
}

/** Only whoever's role it is part of. */
export function permitted({ entrance }: GuardDeps, { permission }: DeskRoute): RequestHandler {
  return (request, _response, next) => {
    if (!requireVisitor(entrance, request).may(permission)) throw new DomainError('forbidden', 'This is not part of your role.')
    next()
  }
}

const OF_AN_ENQUIRY = paths.intake(':id')

/**
 * Somebody with a conflict of interest is not told that the enquiry exists, nor a second professional whom it does not call
 * for; that they tried is written down. Only the one who is on it writes on it.
 */
export function unbarred({ entrance, intakes, seconds, audit, now }: GuardDeps, { path, handler }: DeskRoute): RequestHandler {
  const isOfAnEnquiry = path === OF_AN_ENQUIRY || path.startsWith(`${OF_AN_ENQUIRY}/`)
  return async (request, _response, next) => {
    if (isOfAnEnquiry) {
      const { staff } = requireVisitor(entrance, request)
      const intakeId = intakeIdOf(request)
      const { id, role } = staff
      const [standing, isBarred] = await Promise.all([isSecondRole(role) ? seconds.standing(intakeId, { id, role }) : 'is_on_it', intakes.isBarred(intakeId, id)])
      const mayOpen = handler === 'addNote' ? standing === 'is_on_it' : standing !== 'not_called'
      if (!mayOpen || isBarred) {
        await audit.record({ event: 'barred_tried', intakeId, staffId: staff.id, staffName: staff.name, role: staff.role, at: now() })
        throw new DomainError('not_found', 'There is no such enquiry.')
      }
    }
    next()
  }
}

const OF_A_CHILD = paths.child(':id')

/** Nor that a child's record exists, where an enquiry about the child is barred to them. */
export function openChild({ entrance, children, audit, now }: GuardDeps, { path }: DeskRoute): RequestHandler {
  const isOfAChild = path === OF_A_CHILD || path.startsWith(`${OF_A_CHILD}/`)
  return async (request, _response, next) => {
    if (isOfAChild) {
      const { staff } = requireVisitor(entrance, request)
      const childId = childIdOf(request)
      const standing = await children.standing(childId, staff.id)
      if (standing === 'barred') await audit.record({ event: 'barred_tried', childId, staffId: staff.id, staffName: staff.name, role: staff.role, at: now() })
      if (standing !== 'open') throw new DomainError('not_found', 'There is no such record of a child.')
    }
    next()
  }
}
