import type { LimitWish, RotaWish, SettingOutcome, SkillsWish, StaffSettings } from '../domain/staffSettings'

/** When people work and what they are given, as a manager sees and changes it. Each throws DomainError when there is no such person. */
export interface StaffDesk {
  find(staffId: string): Promise<StaffSettings>
  setRota(wish: RotaWish): Promise<SettingOutcome>
  setSkills(wish: SkillsWish): Promise<SettingOutcome>
  setLimit(wish: LimitWish): Promise<SettingOutcome>
}
