export const ROLES = ['duty', 'social_worker', 'manager', 'police_liaison', 'immigration_officer', 'reporter', 'admin'] as const
export type Role = (typeof ROLES)[number]
