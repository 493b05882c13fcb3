import type { QuarantineCause } from '../domain/quarantine'
import type { TaskKind } from '../domain/task'
import { londonDateTime, londonShort, waitingWords } from './londonTime'
import { paths } from './paths'
import type { LooseCard, OpenLooseCards } from './ports'
import { TASK_WORDS } from './words'

export interface LooseCardsView {
  /** How many of which kind. */
  readonly title: string
  readonly advice: string
  readonly items: readonly {
    readonly why: string
    /** Of a held message: when it arrived; empty for anything else. */
    readonly arrived: string
    /** What it has done since then: held, or waiting. */
    readonly standing: string
    readonly waiting: string
    readonly since: string
    readonly sinceIso: string
    readonly action: string
    /** Of a held message: the id that the command takes, and where to ask for it, or that it was asked for. */
    readonly held: { readonly id: string; readonly replay: string; readonly isAskedFor: boolean } | undefined
  }[]
  /** Those that are not listed, in words; empty when all are. */
  readonly more: string
}

const HELD: Readonly<Record<QuarantineCause, string>> = {
  too_big: 'It is larger than the 50 MB that we take in.',
  no_sender: 'It names no sender.',
  kept_failing: 'Taking it in failed again and again.',
  connection_lost: 'The mail server hung up each time it was asked for it.',
}

/** Causes, by their code, for which the bare code would say too little. What a code is about may follow it after a colon. */
const CAUSES: Readonly<Record<string, string>> = {
  ...HELD,
  not_found: 'It was asked for, and is neither in the inbox nor in Quarantine. If you find it, move it to the inbox.',
  mail_not_taken: 'A message in the inbox is not taken in. Look at:',
  mail_unfinished: 'A message is known for more than ten minutes and is still no enquiry. It came to:',
  mail_not_filed: 'Messages that are dealt with cannot be moved out of the inbox. Look at:',
  mail_unknown_processed: 'The folder Processed holds a message that was never taken in, or several. Somebody may have filed one by hand; if so, move it back to the inbox. Look at:',
  mail_unknown_held: 'The folder Quarantine holds a message that has no card, or several. If somebody put it there, move it back to the inbox. Look at:',
  mail_gone: 'A message was removed before it was taken in. Ask who did, and look into the bin of:',
  enquiry_was_absent: 'An enquiry had been lost and was made again from its message. It stands in the queue. It came to:',
  mail_not_compared: 'The mailbox could not be compared with our records for more than twenty minutes. Its mail is taken in, but what is missed is not noticed. Tell whoever looks after the service. Mailbox:',
  enquiry_missing: 'An enquiry is lost and could not be made again from its message, which is tried again every day. Look for the message in the folder Processed, and move it to the inbox. It came to:',
  mail_forgotten: 'Messages that were filed away had no enquiry any more, as after the database was restored from a backup. They are taken in anew and stand in the queue; their senders may be answered twice. They came to:',
  mail_not_brought_back: 'Messages that were filed away have no enquiry, and the mail server does not let us move them back to the inbox. Move to the inbox by hand what has no enquiry. Look into the folders Processed and Quarantine of:',
  mail_card_missing: 'The folder Quarantine holds more messages that we put there than have a card, and it is not known which. Compare them with the cards of held messages, and move to the inbox what has none. Look at:',
  mail_without_record: 'A message that had been kept and forgotten was made an enquiry. It stands in the queue. It came to:',
  most_an_hour: 'As many were sent in this hour as the settings allow.',
  call_not_taken: 'A call that the network had cannot be taken in. Ask for it there by its name:',
  end_not_taken: 'A call is over, which cannot be noted here. Its name at the network:',
  recording_not_taken: 'A recording that the network has cannot be taken in. Listen to it there, by its name:',
}

/** What could not become an enquiry and waits for a person, one part for each kind. */
export const looseCardsView = ({ cards, totals }: OpenLooseCards, now: Date): readonly LooseCardsView[] =>
  totals.map(({ kind, count }) => {
    const shown = cards.filter((card) => card.kind === kind)
    return {
      ...heading(kind, count),
      items: shown.map(({ id, cause, since, isAskedFor = false, ...met }) => ({
        why: causeWords(cause),
        arrived: arrivedWords(met),
        standing: kind === 'quarantine' ? 'Held since' : 'Waiting since',
        waiting: waitingWords(since, now),
        since: londonShort(since, now),
        sinceIso: since.toISOString(),
        action: paths.clearance(id),
        held: kind === 'quarantine' ? { id: heldId(id), replay: paths.replay(id), isAskedFor } : undefined,
      })),
      more: count > shown.length ? `${count - shown.length} more will show here as these are dealt with.` : '',
    }
  })

/** The server's own time where it is known: we may have met a message long after it arrived. */
function arrivedWords({ receivedAt, firstMetAt }: Pick<LooseCard, 'receivedAt' | 'firstMetAt'>): string {
  if (receivedAt) return `Arrived on ${londonDateTime(receivedAt)}.`
  return firstMetAt ? `First seen in the mailbox on ${londonDateTime(firstMetAt)}.` : ''
}

/** Enough of it to be the only one. */
const heldId = (cardId: string): string => cardId.replace('quarantine-', '').slice(0, 12)

function heading(kind: TaskKind, count: number): Pick<LooseCardsView, 'title' | 'advice'> {
  if (kind !== 'quarantine') return { title: `${TASK_WORDS[kind].title}: ${count}`, advice: TASK_WORDS[kind].advice }
  const [what, which] = count === 1 ? ['message', 'it'] : ['messages', 'them']
  return {
    title: `${count} ${what} could not be taken in`,
    advice: `Open ${which} in the mailbox’s folder Quarantine. Nobody who wrote has been answered.`,
  }
}

function causeWords(cause: string | undefined): string {
  if (cause === undefined) return 'No cause was recorded.'
  const [code = '', about] = cause.split(':')
  return [CAUSES[code] ?? `Cause: ${code.replaceAll('_', ' ')}.`, about].filter(Boolean).join(' ')
}
