const partsOf = (version: string): number[] => version.split('.').map(Number)

/** Whether a version of numbers, such as 1.10.0, is a later one than another. */
export function isHigherVersion(version: string, other: string): boolean {
  const others = partsOf(other)
  const parts = partsOf(version)
  const differs = parts.findIndex((part, place) => part !== (others[place] ?? 0))
  return differs >= 0 && (parts[differs] ?? 0) > (others[differs] ?? 0)
}
