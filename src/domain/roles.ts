export const ROLES = ['duty', 'social_worker', 'manager', 'police_liaison', 'immigration_officer', 'reporter', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** The roles as the staff say them. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  duty: 'duty worker',
  social_worker: 'social worker',
  manager: 'manager',
  police_liaison: 'police liaison officer',
  immigration_officer: 'immigration officer',
  reporter: 'reporter',
  admin: 'administrator',
}

/** What somebody may do. Who may do it stands in one table: src/access/rolePermissions.ts. */
export type Permission =
  | 'queue.view'
  | 'intake.view'
  | 'priority.confirm'
  | 'priority.lower_urgent'
  | 'intake.accept'
  /** Give an enquiry to a social worker, whoever had it, and say who has a conflict of interest in it, or has none any more. */
  | 'intake.give'
  /** Say what an enquiry is about, put on another list what is no concern about a child, and bring it back. */
  | 'intake.reroute'
  /** The same for what shows a sign of one. */
  | 'intake.reroute_concern'
  /** The lists of what is no child concern; whose each is stands in config/routes.json. */
  | 'routed.view'
  | 'routed.work'
  /** The list of what was ended, however long ago. */
  | 'ended.view'
  /** Say whether an enquiry belongs with another. */
  | 'intake.join'
  /** Take back what anybody said of that; what one said oneself comes with saying it. */
  | 'intake.part'
  /** Enquiries that call for one as second professional, and nothing else. */
  | 'second.view'
  /** Say that one is on such an enquiry, and give it back. */
  | 'second.work'
  /** Say which officer is on an enquiry, that none is needed, and take it back for them. */
  | 'second.manage'
  | 'note.write'
  /** The records of children, as far as an enquiry about each may be opened. */
  | 'child.view'
  /** Record facts of the child and who it is, close cards, and write calls up. */
  | 'record.keep'
  | 'recording.play'
  /** To save attachments and whole messages as they came. */
  | 'mail.save'
  | 'telephone.use'
  | 'telephone.manage'
  /** Who is on duty, on leave and covered by whom, and what everybody carries. */
  | 'duty.view'
  | 'duty.manage'
  /** What those who answer for the line must know of how it is run. */
  | 'notices.view'
  /** How the mailboxes and the comparisons are; nothing of a caller's or sender's. */
  | 'operations.view'
  | 'mail.replay'
