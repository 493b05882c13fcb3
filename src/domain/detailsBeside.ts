import { type ChildChange, type ChildDetails, type ChildEvent, CHILD_PARTS, type ChildPart, changesBetween } from './child'

/** A change that somebody else made in the meantime. */
export type ChangeMeanwhile = Pick<ChildEvent, 'byName' | 'at'> & { readonly changes: readonly ChildChange[] }

/** A part that two people changed, each otherwise: who was quicker, and what they wrote; undefined where they emptied it. */
export interface ChangedByBoth extends Pick<ChildEvent, 'byName' | 'at'> {
  readonly part: ChildPart
  readonly value?: string
}

/** What one person is to see who saves details that others changed meanwhile. */
export interface DetailsBeside {
  /** What they changed, and of the rest what stands there now. */
  readonly details: ChildDetails
  readonly both: readonly ChangedByBoth[]
}

/** @param now what stands there @param since what was changed after they had opened it, the first first @param mine what they send */
export function detailsBeside(now: ChildDetails, since: readonly ChangeMeanwhile[], mine: ChildDetails): DetailsBeside {
  const before = detailsBefore(now, since)
  const changed = new Set(changesBetween(before, mine).map(({ part }) => part))
  const differing = new Set(changesBetween(now, mine).map(({ part }) => part))
  return {
    details: withParts((part) => (changed.has(part) ? mine : now)[part]),
    both: changesBetween(before, now).filter(({ part }) => changed.has(part) && differing.has(part)).flatMap(({ part, to }) => {
      const last = since.findLast(({ changes }) => changes.some((change) => change.part === part))
      return last ? [{ part, byName: last.byName, at: last.at, ...(to !== undefined && { value: to }) }] : []
    }),
  }
}

/** What stood there before these changes: of each part what the first of them found. */
function detailsBefore(now: ChildDetails, since: readonly ChangeMeanwhile[]): ChildDetails {
  const changes = since.flatMap((one) => one.changes)
  return withParts((part) => {
    const first = changes.find((change) => change.part === part)
    return first ? first.from : now[part]
  })
}

const withParts = (valueOf: (part: ChildPart) => string | undefined): ChildDetails => Object.fromEntries(CHILD_PARTS.flatMap((part) => {
  const value = valueOf(part)
  return value === undefined ? [] : [[part, value]]
}))
