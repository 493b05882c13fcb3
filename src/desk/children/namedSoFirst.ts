import type { ChildFound } from './childPorts'

export interface FoundByName extends ChildFound {
  /** Whether it is the very name that was looked for. */
  readonly isNamedSo: boolean
}

/** Whoever bears the very name comes before those who are alike in as much. The order stays otherwise. */
export function namedSoFirst(found: readonly ChildFound[], name: string): readonly FoundByName[] {
  const sought = plain(name)
  const marked = found.map((one) => ({ ...one, isNamedSo: sought !== '' && [one.details.name ?? '', ...one.otherNames].some((other) => plain(other) === sought) }))
  return marked.toSorted((one, other) => likeness(one) - likeness(other) || Number(other.isNamedSo) - Number(one.isNamedSo))
}

/** In the whole of the name, in a word of it, or by how it sounds. */
export const isAlikeInName = (alike: ChildFound['alike']): boolean => alike.some((sign) => sign !== 'birth_date')

/** In name and date of birth, in name, in the date. */
const likeness = ({ alike }: ChildFound): number => {
  const isBorn = alike.includes('birth_date')
  if (!isAlikeInName(alike)) return 2
  return isBorn ? 0 : 1
}

const plain = (name: string): string => name.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
