import type { Role } from '../../domain/roles'

export interface DemonstrationMember {
  readonly email: string
  readonly name: string
  readonly role: Role
  /** Numbers that the regulator keeps for drama. */
  readonly phone?: string
  /** The supervising manager's address. */
  readonly manager?: string
}

const NORTH = 'manager.north@advice-line.example'
const SOUTH = 'manager.south@advice-line.example'

/** Whoever wrote down who the children of the demonstration are. */
export const RECORDS_CHILDREN = 'worker.one@advice-line.example'

/** The invented team; managers stand before those whom they supervise. */
export const DEMONSTRATION_STAFF: readonly DemonstrationMember[] = [
  { email: NORTH, name: 'Nora North (demonstration)', role: 'manager', phone: '+447700900101' },
  { email: SOUTH, name: 'Stan South (demonstration)', role: 'manager', phone: '+447700900102' },
  { email: 'duty@advice-line.example', name: 'Dilys Duty (demonstration)', role: 'duty', phone: '+447700900111', manager: NORTH },
  { email: RECORDS_CHILDREN, name: 'Una One (demonstration)', role: 'social_worker', phone: '+447700900121', manager: NORTH },
  { email: 'worker.two@advice-line.example', name: 'Tom Two (demonstration)', role: 'social_worker', phone: '+447700900122', manager: SOUTH },
  { email: 'worker.three@advice-line.example', name: 'Thea Three (demonstration)', role: 'social_worker', phone: '+447700900123', manager: SOUTH },
  { email: 'police@advice-line.example', name: 'Pat Police (demonstration)', role: 'police_liaison' },
  { email: 'immigration@advice-line.example', name: 'Ian Immigration (demonstration)', role: 'immigration_officer' },
  { email: 'reporter@advice-line.example', name: 'Rita Reporter (demonstration)', role: 'reporter' },
  { email: 'admin@advice-line.example', name: 'Ada Admin (demonstration)', role: 'admin' },
]
