import type { Routes } from '../domain/routing'
import type { EndedEntry } from './endedPorts'
import { hrefAfter, type ListPlace } from './listPlace'
import { londonDateTime } from './londonTime'
import { paths } from './paths'
import type { QueueCounts } from './ports'
import { type QueueTabLink, queueTabs } from './queueTabs'
import { CHANNEL_NAMES, outcomeWords } from './words'

export interface EndedView {
  readonly title: string
  readonly tabs: readonly QueueTabLink[]
  /** Marks the tab that only managers have. */
  readonly isEnded: true
  readonly rows: readonly {
    readonly reference: string; readonly href: string; readonly ended: string; readonly by: string; readonly outcome: string; readonly list: string
    readonly channel: string; readonly received: string; readonly invented: boolean
  }[]
  readonly empty: string
  /** Back to the latest; absent on that page. */
  readonly latest: string | undefined
  readonly earlier: string | undefined
}

export interface EndedInput {
  readonly page: { readonly entries: readonly EndedEntry[]; readonly next?: ListPlace }
  readonly counts: QueueCounts
  readonly routes: Routes
  readonly isFirst: boolean
}

/** The list of ended enquiries, the latest first: how each ended and who ended it, and no words of anybody's. */
export function endedView({ page: { entries, next }, counts, routes, isFirst }: EndedInput): EndedView {
  const nameOf = (category: string): string => routes.routes.find((route) => route.category === category)?.name ?? category
  return {
    title: 'Ended enquiries',
    tabs: queueTabs(counts, 'ended'),
    isEnded: true,
    rows: entries.map(({ id, reference, endedAt, endedByName, outcome, outcomeName, category, channel, receivedAt, demonstration }) => ({
      reference, href: paths.intake(id), ended: londonDateTime(endedAt), by: endedByName, outcome: outcomeWords({ outcome, outcomeName }), list: category === undefined ? 'Casework' : nameOf(category),
      channel: CHANNEL_NAMES[channel], received: londonDateTime(receivedAt), invented: demonstration,
    })),
    empty: isFirst ? 'No enquiry has been ended yet.' : 'No enquiry was ended before this.',
    latest: isFirst ? undefined : paths.ended,
    earlier: next && hrefAfter(paths.ended, next),
  }
}
