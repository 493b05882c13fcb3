import type { Permission, Role } from '../domain/roles'

/**
 * Who may do what. Need to know, minimum necessary: liaison and immigration officers open the
 * enquiries that call for them as second professionals and no others, and write notes on those that they are on; reporters see figures only, and an administrator looks after accounts and the running of the service, not children.
 */
const MAY: Readonly<Record<Role, readonly Permission[]>> = {
  duty: ['queue.view', 'intake.view', 'priority.confirm', 'intake.accept', 'intake.join', 'intake.reroute', 'routed.view', 'routed.work', 'note.write', 'child.view', 'record.keep', 'recording.play', 'mail.save', 'telephone.use', 'duty.view', 'notices.view'],
  social_worker: ['queue.view', 'intake.view', 'priority.confirm', 'intake.accept', 'intake.join', 'intake.reroute', 'routed.view', 'routed.work', 'note.write', 'child.view', 'record.keep', 'recording.play', 'mail.save', 'telephone.use', 'duty.view'],
  manager: ['queue.view', 'intake.view', 'priority.confirm', 'priority.lower_urgent', 'intake.accept', 'intake.give', 'intake.join', 'intake.part', 'intake.reroute', 'intake.reroute_concern', 'routed.view', 'routed.work', 'ended.view', 'second.manage', 'note.write', 'child.view', 'record.keep', 'recording.play', 'mail.save', 'telephone.use', 'telephone.manage', 'duty.view', 'duty.manage', 'notices.view', 'operations.view', 'mail.replay'],
  police_liaison: ['second.view', 'second.work', 'intake.view', 'note.write'],
  immigration_officer: ['second.view', 'second.work', 'intake.view', 'note.write'],
  reporter: [],
  admin: ['operations.view', 'mail.replay'],
}

export const roleMay = (role: Role, permission: Permission): boolean => MAY[role].includes(permission)
