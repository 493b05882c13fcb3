import type { Role } from './roles'
import type { ExploitationType, KnownNation, Skills } from './skills'
import type { RotaPlace, Weekday, WorkingPattern } from './workingPattern'

/** What a manager sees and changes of when somebody works and what they are given. */
export interface StaffSettings {
  readonly staffId: string
  readonly name: string
  readonly role: Role
  readonly rota: RotaPlace
  readonly pattern?: WorkingPattern
  /** Absent for who is given no enquiries. */
  readonly given?: { readonly skills: Skills; readonly limit: number; readonly load: number; readonly cases: number; readonly heaviest: number }
}

export interface RotaWish {
  readonly staffId: string
  /** Absent when none was chosen. */
  readonly kind: RotaPlace['kind'] | undefined
  /** As typed, such as `09:30-12:00, 13:00-16:30`; an empty day is free. Counts for a pattern only. */
  readonly hours: Readonly<Record<Weekday, string>>
}

export interface SkillsWish {
  readonly staffId: string
  readonly nations: readonly KnownNation[]
  readonly exploitation: readonly ExploitationType[]
  /** As typed: English names, separated by commas. */
  readonly languages: string
}

export interface LimitWish {
  readonly staffId: string
  /** As typed. */
  readonly points: string
}

export interface SettingProblem {
  readonly field: 'rota' | Weekday | 'languages' | 'points'
  readonly text: string
}

export type SettingOutcome = { readonly kind: 'set' } | { readonly kind: 'invalid'; readonly problems: readonly SettingProblem[] }
