import { londonShort } from './londonTime'
import { paths } from './paths'
import { standingWords } from './secondPartPresenter'
import { becauseWords } from './secondWords'
import type { SecondEntry } from './secondPorts'
import type { IndicatorLabel } from './triagePresenter'
import { priorityTag, STATUS_NAMES, type Tag } from './words'

export interface SecondRow {
  readonly reference: string
  readonly href: string
  readonly priority: Tag
  readonly urgent: boolean
  readonly received: string
  readonly status: string
  readonly holder: string
  readonly manager: string
  /** Which officer is on it, or that none is. */
  readonly standing: string
  readonly awaited: boolean
  readonly because: string
  readonly invented: boolean
}

export interface SecondView {
  readonly title: string
  readonly rows: readonly SecondRow[]
  readonly empty: string
  readonly more: string
}

/** The enquiries that call for somebody beside the social worker, why, and who is on each. */
export const secondView = (
  { entries, more }: { readonly entries: readonly SecondEntry[]; readonly more: boolean }, labelOf: IndicatorLabel, now: Date,
): SecondView => ({
  title: 'Enquiries for you',
  rows: entries.map(({ entry, second }) => ({
    reference: entry.reference,
    href: paths.intake(entry.id),
    priority: priorityTag(entry.priority),
    urgent: entry.priority === 'urgent',
    received: londonShort(entry.receivedAt, now),
    status: STATUS_NAMES[entry.status],
    holder: entry.socialWorkerName ?? entry.acceptedByName ?? 'Nobody yet',
    manager: entry.managerName ?? '',
    standing: standingWords(second, now),
    awaited: !second.acceptance,
    because: becauseWords(second.because, labelOf),
    invented: entry.demonstration,
  })),
  empty: 'No open enquiry calls for you.',
  more: more ? 'There are more: these are the most pressing.' : '',
})
