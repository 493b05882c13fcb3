import type { SkillNeed } from '../domain/allocation'
import type { Skills } from '../domain/skills'

export function has({ languages, nations, exploitation }: Skills, need: SkillNeed): boolean {
  switch (need.kind) {
    case 'language':
      return languages.includes(need.language)
    case 'nation':
      return nations.includes(need.nation)
    case 'exploitation':
      return exploitation.includes(need.type)
    default:
      return need satisfies never
  }
}

/** A language weighs more than the law of a nation, and that more than a kind of exploitation: what cannot be looked up comes first. */
const WORTH: Readonly<Record<SkillNeed['kind'], number>> = { language: 4, nation: 2, exploitation: 1 }

/** How well somebody fits, for putting in order: each kind of need counts once. */
export function skillRank(skills: Skills, needs: readonly SkillNeed[]): number {
  const met = new Set(needs.filter((need) => has(skills, need)).map(({ kind }) => kind))
  return [...met].reduce((sum, kind) => sum + WORTH[kind], 0)
}
