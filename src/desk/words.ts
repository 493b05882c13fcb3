import type { Channel, IntakeStatus } from '../domain/intake'
import type { Priority } from '../domain/priority'
import type { Outcome } from '../domain/routing'
import type { ClosedByNote, TaskKind } from '../domain/task'
import type { Disposition, Language } from '../domain/telephony'
import type { Category, Likeness, Signal } from '../domain/triage'

/** A coloured label; the words alone say it all. */
export interface Tag {
  readonly text: string
  readonly classes: string
}

export const PRIORITY_NAMES: Readonly<Record<Priority, string>> = {
  urgent: 'Urgent', high: 'High', standard: 'Standard', low: 'Low',
}

const PRIORITY_COLOURS: Readonly<Record<Priority, string>> = {
  urgent: 'desk-tag--urgent', high: 'govuk-tag--orange', standard: 'govuk-tag--blue', low: 'govuk-tag--grey',
}

export const NOT_YET_READ = 'Not yet read'

export const priorityTag = (priority: Priority | undefined): Tag =>
  priority === undefined
    ? { text: NOT_YET_READ, classes: 'govuk-tag--purple' }
    : { text: PRIORITY_NAMES[priority], classes: PRIORITY_COLOURS[priority] }

export const PRIORITY_HINTS: Readonly<Record<Priority, string>> = {
  urgent: 'A child is, or may soon be, in the exploiter’s reach, missing, moved or removed',
  high: 'Recent exploitation, a decision within days, or another child exposed',
  standard: 'An earlier concern, a referral question or a request for a report',
  low: 'Training, research, media or general information, with no concern about a child',
}

export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = { phone: 'Phone', email: 'Email' }

export const STATUS_NAMES: Readonly<Record<IntakeStatus, string>> = {
  received: 'Received', triaged: 'Read, not allocated', allocated: 'Allocated', accepted: 'Accepted',
  rerouted: 'On another list', closed: 'Ended',
}

export const CATEGORY_NAMES: Readonly<Record<Category, string>> = {
  child_concern: 'Concern about a child', nrm_query: 'National Referral Mechanism question',
  report_request: 'Request for a report', training: 'Training', research: 'Research', media: 'Media',
  donation: 'Donation', young_people_group: 'Group for young people', general: 'General information', other: 'Adult, or other matter',
}

export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  answered: 'Answered', passed_on: 'Passed on to somebody else', no_answer_needed: 'No answer needed',
}

const OUTCOMES_BY_CODE: Readonly<Record<string, string>> = OUTCOME_NAMES

/** How an enquiry ended: casework as it was called then, the rest by the words of today. */
export const outcomeWords = ({ outcome, outcomeName }: { readonly outcome: string; readonly outcomeName?: string | undefined }): string =>
  outcomeName ?? OUTCOMES_BY_CODE[outcome] ?? outcome

export const SIGNAL_NAMES: Readonly<Record<Signal, string>> = {
  missingNow: 'Missing now',
  inContactNow: 'In contact with the exploiter now',
  aboutToBeMoved: 'About to be moved',
  removalImminent: 'Removal from the country is near',
  atPort: 'At an airport or port now',
  ageDisputed: 'Age unsure or disputed: treat as a child',
  inCustody: 'In custody',
  courtWithinOneWorkingDay: 'In court within one working day',
  threats: 'Threats',
  unsafeArrival: 'Newly arrived in an unsafe placement',
  otherChildExposed: 'Another child is exposed',
  immediateDanger: 'Immediate danger: 999 first',
  helpAskedNow: 'Somebody asks for help at once, or has the child before them',
}

export const LIKENESS_NAMES: Readonly<Record<Likeness, string>> = {
  missingNow: 'missing now',
  inContactNow: 'in contact with the exploiter now',
  aboutToBeMoved: 'about to be moved',
  inCustody: 'in custody',
  courtSoon: 'in court very soon',
  removalImminent: 'removal from the country is near',
  threats: 'threats',
  unsafeArrival: 'newly arrived and not safe',
  urgentConcern: 'a child in danger now',
  childConcern: 'a concern about a child',
}

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', cy: 'Welsh' }

export const DISPOSITION_NAMES: Readonly<Record<Disposition, string>> = {
  advice_given: 'Advice was given',
  enquiry_opened: 'The enquiry goes on',
  referred_on: 'Referred to another service',
  call_back_agreed: 'A call-back was agreed',
  wrong_service: 'Not for this service',
  no_conversation: 'There was no conversation',
}

export const TASK_WORDS: Readonly<Record<TaskKind, { readonly title: string; readonly advice: string }>> = {
  callback: { title: 'Call back', advice: 'The caller asked to be rung. See below whether the number is safe to ring.' },
  listen: { title: 'Listen to the message', advice: 'The caller left a message that nobody has heard yet.' },
  review_abandoned: { title: 'Call ended early', advice: 'The caller hung up before leaving word. Decide whether and how to reach them.' },
  quarantine: { title: 'Held message', advice: 'This message was set aside. Open it with care before acting on it.' },
  unreadable: { title: 'Message could not be read', advice: 'Save the whole message, by the link under what they wrote, and open it in a mail program.' },
  open_by_hand: { title: 'Open by hand', advice: 'What was written is not in this message, or not where we can read it: nobody knows yet how pressing it is. See below where it is.' },
  triage_failed: { title: 'Not read by the rules', advice: 'Read it yourself and set the priority.' },
  unallocated: { title: 'Nobody free', advice: 'No social worker with a manager has room. Ask a manager who is to take it.' },
  acknowledgement_failed: { title: 'Acknowledgement failed', advice: 'The sender does not know that the message arrived. Telephone them, on a number that you have from elsewhere, or write another way.' },
  acknowledgements_stopped: { title: 'Acknowledgements held back', advice: 'More were due in an hour than may be sent, so that the others were held back and their senders do not know that their messages arrived. Look among the enquiries for mail that goes round in a loop or comes in a flood, and tell whoever runs the mail server.' },
  recording_missing: { title: 'No message recorded', advice: 'The caller came to the tone, and no recording has reached us. Find out what was meant.' },
  wrap_up: { title: 'Write the note', advice: 'The conversation is over. Write down what was said and what comes next.' },
  nobody_to_wake: { title: 'Gap in who is told', advice: 'This cannot wait, and nobody’s telephone could be made to ring. See to it yourself, and tell a manager.' },
  look_alike_sender: { title: 'Look-alike sender', advice: 'The address imitates a professional body’s. Tell a manager, and do not let the sender know that you doubt them. Find out who wrote before anything is shared.' },
  holder_away: { title: 'Decide who has it', advice: 'Its social worker, or the manager who supervises it, is not there. A manager decides who has it.' },
  transfer_returned: { title: 'Offer came back', advice: 'A colleague did not take this enquiry over. It is still with whoever had it, who may offer it to somebody else, or ask a manager.' },
  reconcile_gap: { title: 'Records disagree', advice: 'The network, or a mailbox, and our records say different things. Compare them.' },
}

interface ClosingWords {
  /** Opens the form. */
  readonly summary: string
  readonly label: string
  readonly hint: string
  readonly button: string
}

/** For cards that a person closes by saying what they did. */
export const CLOSING_WORDS: Readonly<Record<ClosedByNote, ClosingWords>> = {
  callback: {
    summary: 'I have reached the caller another way', label: 'How did you reach them?',
    hint: 'When, and what was said.', button: 'Close the call-back',
  },
  listen: {
    summary: 'I have listened', label: 'What did you hear?',
    hint: 'Who left it, what was said and what comes next. What you hear is known to nobody else until you write it down.',
    button: 'Save what I heard',
  },
  review_abandoned: {
    summary: 'I have looked at it', label: 'What did you decide?',
    hint: 'Whether anybody is to reach the caller, and how. Their telephone may be shared.', button: 'Save and close the card',
  },
  unreadable: {
    summary: 'I have read it', label: 'What does it say?',
    hint: 'What was written and what comes next. It is known to nobody else until you write it down.', button: 'Save and close the card',
  },
  open_by_hand: {
    summary: 'I have read it', label: 'What does it say?',
    hint: 'What was written and what comes next. It is known to nobody else until you write it down.', button: 'Save and close the card',
  },
  recording_missing: {
    summary: 'I have looked into it', label: 'What did you find out?',
    hint: 'Whether the caller was reached, or why not.', button: 'Save and close the card',
  },
  acknowledgement_failed: {
    summary: 'I have seen to it', label: 'What did you do?',
    hint: 'Whether the enquirer was reached, and how, or why that is not needed.', button: 'Save and close the card',
  },
  nobody_to_wake: {
    summary: 'I have seen to it', label: 'What did you do?',
    hint: 'Whom you reached, and what comes next.', button: 'Save and close the card',
  },
  look_alike_sender: {
    summary: 'I have found out who wrote', label: 'What did you find out?',
    hint: 'Which manager knows, whom you rang and on which published number, and what comes next.', button: 'Save and close the card',
  },
  holder_away: {
    summary: 'I have seen to it', label: 'What did you do?',
    hint: 'Who has the enquiry now, and who supervises it.', button: 'Save and close the card',
  },
  transfer_returned: {
    summary: 'I have seen to it', label: 'What did you decide?',
    hint: 'Who keeps the enquiry, or takes it over.', button: 'Save and close the card',
  },
  reconcile_gap: {
    summary: 'I have compared the records', label: 'What did you find out?',
    hint: 'What the network’s record shows, and what was done about it.', button: 'Save and close the card',
  },
}
