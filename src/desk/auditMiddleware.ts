import type { Request, RequestHandler } from 'express'
import type { Clock } from '../domain/clock'
import { readChildReference } from '../domain/childReference'
import { readReference } from '../domain/referenceNumber'
import { namedBesideChild } from './children/childController'
import { referenceSought } from './children/searchByNameController'
import type { DeskRoute } from './deskPolicy'
import { cardIdOf, childIdOf, intakeIdOf, requireVisitor, staffIdOf } from './deskRequest'
import { typedReference } from './findController'
import { attachmentIndexOf } from './mailFileController'
import { onCallStaffIn } from './onCallController'
import { paths } from './paths'
import type { AuditEntry, AuditEvent, ViewAudit } from './auditPorts'
import type { Entrance } from './ports'
import { isSeek, sidOf } from './recordingController'

export interface AuditDeps {
  readonly entrance: Entrance
  readonly audit: ViewAudit
  readonly now: Clock
}

function subjectOf(event: AuditEvent, request: Request): Pick<AuditEntry, 'intakeId' | 'cardId' | 'childId' | 'otherChildId' | 'reference' | 'recordingSid' | 'attachment' | 'subjectStaffId'> {
  switch (event) {
    case 'card_clearance_tried':
    case 'replay_tried':
      return { cardId: cardIdOf(request) }
    case 'staff_availability_tried':
    case 'leave_tried':
    case 'rota_tried':
    case 'skills_tried':
    case 'limit_tried':
      return { subjectStaffId: staffIdOf(request) }
    case 'on_call_tried': {
      const subjectStaffId = 'id' in request.params ? staffIdOf(request) : onCallStaffIn(request.body)
      return subjectStaffId === undefined ? {} : { subjectStaffId }
    }
    case 'availability_tried':
    case 'answer_next_tried':
      return {}
    case 'enquiry_sought': {
      const typed = typedReference(request.body)
      const sought = readReference(typed)
      const reference = sought.kind === 'reference' ? sought.reference : readChildReference(typed)
      return { ...('id' in request.params && { intakeId: intakeIdOf(request) }), ...(reference !== undefined && { reference }) }
    }
    case 'child_viewed':
    case 'child_change_tried':
      return { childId: childIdOf(request) }
    case 'child_enquiry_tried':
    case 'child_pair_tried':
    case 'child_back_tried':
      return { ...namedBesideChild(request.body), childId: childIdOf(request) }
    case 'child_sought': {
      const reference = readChildReference(typedReference(request.body))
      return { ...(request.path.startsWith(paths.child('')) ? { childId: childIdOf(request) } : { intakeId: intakeIdOf(request) }), ...(reference !== undefined && { reference }) }
    }
    case 'children_sought': {
      const reference = referenceSought(request.body)
      return reference === undefined ? {} : { reference }
    }
    case 'attachment_saved':
      return { intakeId: intakeIdOf(request), attachment: attachmentIndexOf(request) + 1 }
    case 'recording_played':
      return { intakeId: intakeIdOf(request), recordingSid: sidOf(request) }
    default:
      return { intakeId: intakeIdOf(request) }
  }
}

/** Going back and forth in a message asks for a part of it each time; that is one viewing for so long. */
const VIEWING_MS = 60 * 60_000

const isSameViewing = async (audit: ViewAudit, entry: AuditEntry, request: Request): Promise<boolean> =>
  entry.event === 'recording_played' && isSeek(request) && audit.isRecorded(entry, new Date(entry.at.getTime() - VIEWING_MS))

/** Writes down who does what. Before the handler, not after: what cannot be written down is not shown. */
export function audited({ entrance, audit, now }: AuditDeps, { audit: event }: DeskRoute): RequestHandler {
  return async (request, _response, next) => {
    if (event !== undefined) {
      const { staff } = requireVisitor(entrance, request)
      const entry = { event, ...subjectOf(event, request), staffId: staff.id, staffName: staff.name, role: staff.role, at: now() }
      if (!(await isSameViewing(audit, entry, request))) await audit.record(entry)
    }
    next()
  }
}
