import type { Colleagues } from '../domain/handover'
import type { Route } from '../domain/routing'
import { nameAndLeave } from './awayWords'
import { londonShort, waitingWords } from './londonTime'
import { paths } from './paths'
import type { QueueCounts } from './ports'
import { type QueueTabLink, queueTabs } from './queueTabs'
import { ownerWords, standingWords } from './routeWords'
import type { RoutedEntry, RoutedLists, RoutingDesk } from './routingPorts'
import { senderNote } from './senderPresenter'
import { CHANNEL_NAMES, TASK_WORDS } from './words'

export interface ListsView {
  readonly title: string
  readonly tabs: readonly QueueTabLink[]
  readonly rows: readonly {
    readonly name: string; readonly href: string; readonly owner: string; readonly target: string; readonly count: number; readonly oldest: string; readonly overdue: boolean
  }[]
}

export interface ListsInput {
  readonly desk: Pick<RoutingDesk, 'routes' | 'standing'>
  readonly waiting: Awaited<ReturnType<RoutedLists['counts']>>
  readonly counts: QueueCounts
  /** Who has an account in use, and is on leave today or not. */
  readonly colleagues: Colleagues['everybody']
  readonly now: Date
}

/** All lists of what is no child concern, with whose they are and how long the first of each has waited. */
export function listsView({ desk, waiting, counts, colleagues, now }: ListsInput): ListsView {
  return {
    title: 'Other lists',
    tabs: queueTabs(counts, 'lists'),
    rows: desk.routes.routes.map((route) => {
      const on = waiting.find(({ category }) => category === route.category)
      const standing = on && desk.standing(on.oldest, route.category, now)
      return {
        name: route.name, href: paths.list(route.category), owner: ownerWords(route, colleagues), target: targetWords(route), count: on?.count ?? 0,
        oldest: on && standing ? `${waitingWords(on.oldest, now)}. ${standingWords(standing)}` : 'Nothing waits',
        overdue: standing?.kind === 'overdue',
      }
    }),
  }
}

const targetWords = ({ workingDays }: Route): string => `${workingDays} working day${workingDays === 1 ? '' : 's'}`

export interface ListView {
  readonly title: string
  readonly tabs: readonly QueueTabLink[]
  readonly lists: string
  readonly owner: string
  readonly target: string
  readonly rows: readonly {
    readonly reference: string; readonly href: string; readonly channel: string; readonly sender: string; readonly waiting: string; readonly received: string
    readonly standing: string; readonly overdue: boolean; readonly taken: string; readonly flags: readonly string[]; readonly invented: boolean
  }[]
  readonly empty: string
  readonly previous: string | undefined
  readonly next: string | undefined
}

export interface ListInput extends Omit<ListsInput, 'waiting'> {
  readonly route: Route
  readonly page: { readonly entries: readonly RoutedEntry[]; readonly more: boolean }
  /** From 1. */
  readonly number: number
}

/** One list, the longest waiting first. */
export function listView({ route, desk, page, number, counts, colleagues, now }: ListInput): ListView {
  const hrefOf = (to: number): string => `${paths.list(route.category)}${to === 1 ? '' : `?page=${to}`}`
  return {
    title: route.name,
    tabs: queueTabs(counts, 'lists'),
    lists: paths.lists,
    owner: ownerWords(route, colleagues),
    target: targetWords(route),
    rows: page.entries.map(({ entry, taken }) => {
      const standing = desk.standing(entry.receivedAt, route.category, now)
      return {
        reference: entry.reference, href: paths.intake(entry.id), channel: CHANNEL_NAMES[entry.channel], sender: entry.sender ? senderNote(entry.sender) : '',
        waiting: waitingWords(entry.receivedAt, now), received: londonShort(entry.receivedAt, now), standing: standingWords(standing), overdue: standing.kind === 'overdue',
        taken: taken ? nameAndLeave(taken.name, taken.staffId, colleagues) : 'Nobody yet', invented: entry.demonstration,
        flags: [
          ...new Set(entry.openTasks.map((kind) => TASK_WORDS[kind].title)),
          ...(entry.laterWaiting > 0 ? [entry.laterWaiting === 1 ? 'A later message waits' : `${entry.laterWaiting} later messages wait`] : []),
        ],
      }
    }),
    empty: 'Nothing waits on this list.',
    previous: number > 1 ? hrefOf(number - 1) : undefined,
    next: page.more ? hrefOf(number + 1) : undefined,
  }
}
