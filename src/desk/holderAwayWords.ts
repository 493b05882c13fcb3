const DECIDES = 'A manager decides who has it.'
const STAYS = 'It stays with whoever covered until a manager decides.'

/** By the cause of the card that asks who is to have an enquiry: why whoever has it, or supervises it, cannot. */
const HOLDER_AWAY: Readonly<Record<string, string>> = {
  disabled: `Its social worker, or the manager who supervises it, has no account in use any more. ${DECIDES}`,
  conflict: `Its social worker, or the manager who supervises it, has a conflict of interest in it, or in one that belongs with it, and cannot open either any more. ${DECIDES}`,
  apart: 'It was joined to another enquiry, and did not go to whoever has that: two social workers have one case. A manager decides who has both.',
  parted: `It was joined to another enquiry, which was taken back, and it did not go back to whoever had it before. ${DECIDES}`,
  on_leave: `Its social worker is on leave, and nobody who stands in can have it. ${DECIDES}`,
  left_unaccepted: `Its social worker went on leave before anybody had accepted it, and their work stays with them. ${DECIDES}`,
  left_accepted: `It is urgent, and whoever accepted it went on leave since; their work stays with them, and nobody at work has taken it over. ${DECIDES}`,
  manager_on_leave: `The manager who supervises it is on leave, and nobody who stands in can supervise it. ${DECIDES}`,
  not_back: `It was to come back from whoever covered a leave, and cannot: whoever had it has no account in use any more, has a conflict of interest, or has no manager. ${STAYS}`,
  supervision_not_back: `Its manager was to supervise it again after a leave, and cannot: they have no account in use any more, or a conflict of interest. ${STAYS}`,
}

/** What to do about such a card; undefined where it says no cause that is known. */
export const holderAwayWords = (cause: string | undefined): string | undefined => HOLDER_AWAY[cause ?? '']
