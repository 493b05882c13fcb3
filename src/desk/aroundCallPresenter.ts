import type { AroundCall, SameNumberCall } from './callPorts'
import { CALL_STATE_WORDS } from './callPresenter'
import { londonDateTime } from './londonTime'
import { paths } from './paths'
import { priorityTag, STATUS_NAMES, type Tag } from './words'

export interface AroundCallView {
  readonly sameNumber: readonly {
    readonly reference: string
    readonly href: string
    readonly priority: Tag
    readonly at: string
    readonly state: string
    readonly status: string
  }[]
  readonly more: string
  /** Who was woken and who accepted, in words; empty when nobody had to be. */
  readonly waking: string
}

export const aroundCallView = ({ sameNumber, moreFromNumber, waking }: AroundCall): AroundCallView => ({
  sameNumber: sameNumber.map(callLine),
  more: moreFromNumber ? 'There are older calls from this number, not listed here.' : '',
  waking: waking ? wakingWords(waking) : '',
})

const callLine = ({ id, reference, receivedAt, state, status, priority }: SameNumberCall) => ({
  reference, href: paths.intake(id), priority: priorityTag(priority), at: londonDateTime(receivedAt), state: CALL_STATE_WORDS[state], status: STATUS_NAMES[status],
})

function wakingWords({ woken, acceptedBy, isOpenAnew = false }: NonNullable<AroundCall['waking']>): string {
  const rung = woken.length === 0 ? 'Somebody was woken for this.' : `Woken for this: ${woken.join(', ')}.`
  if (!acceptedBy) return `${rung} Nobody has accepted yet.`
  const at = londonDateTime(acceptedBy.at)
  return isOpenAnew
    ? `${rung} ${acceptedBy.name} accepted on ${at}; it was raised or came back after that, and nobody who was woken has accepted it since.`
    : `${rung} ${acceptedBy.name} has seen to it since ${at}.`
}
