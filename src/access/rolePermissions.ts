import type { Permission, Role } from '../domain/roles'

/**
 * Who may do what. Need to know, minimum necessary: liaison officers come to an enquiry through a case that they were
 * brought into, reporters see figures only, and an administrator looks after accounts and the running of the service, not children.
 */
const MAY: Readonly<Record<Role, readonly Permission[]>> = {
  duty: ['queue.view', 'intake.view', 'priority.confirm', 'intake.accept', 'intake.join', 'note.write', 'recording.play', 'mail.save', 'telephone.use', 'duty.view', 'notices.view'],
  social_worker: ['queue.view', 'intake.view', 'priority.confirm', 'intake.accept', 'intake.join', 'note.write', 'recording.play', 'mail.save', 'telephone.use', 'duty.view'],
  manager: ['queue.view', 'intake.view', 'priority.confirm', 'priority.lower_urgent', 'intake.accept', 'intake.give', 'intake.join', 'note.write', 'recording.play', 'mail.save', 'telephone.use', 'telephone.manage', 'duty.view', 'duty.manage', 'notices.view', 'operations.view', 'mail.replay'],
  police_liaison: [],
  immigration_officer: [],
  reporter: [],
  admin: ['operations.view', 'mail.replay'],
}

export const roleMay = (role: Role, permission: Permission): boolean => MAY[role].includes(permission)
