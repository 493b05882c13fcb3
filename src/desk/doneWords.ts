import type { Intake } from '../domain/intake'
import { takeOverSince } from '../domain/takeOver'
import { notTakenOver } from './escalationPresenter'
import { paths } from './paths'
import { type StillOpen, stillOpenWords } from './stillOpen'
import { CATEGORY_NAMES } from './words'

/** Of what a person said of a child, of whom danger is recorded. */
export const NOT_RAISED = 'Saved, but an enquiry about this child could not be made urgent, though the child is recorded as in danger now. Raise it yourself; if that does not help, tell a manager at once.'

/** What an enquiry is like now that it is done. */
type Words = string | ((intake: Intake) => string)

/** Who has what had gone along with a join, now that it was taken back. */
function partedWords({ allocation, transfer }: Intake): readonly string[] {
  const { hadBy, socialWorkerName, why } = allocation ?? {}
  if (hadBy && transfer?.to === hadBy.staffId) return [`${hadBy.name}, who had this one before, is asked to take it over again; until then ${socialWorkerName} has it.`]
  if (hadBy) return [`${socialWorkerName} has this one still, which ${hadBy.name} had before: a card asks who is to have it.`]
  return why?.decidedBy === 'had_before' ? [`${socialWorkerName} has this one again, as before.`] : []
}

/** By what was done, as the address names it. */
const DONE = {
  notRaised: NOT_RAISED,
  priority: 'The priority is saved.',
  accepted: (intake) => `You have accepted this enquiry.${takeOverSince(intake) && intake.allocation ? ` ${notTakenOver(intake.allocation.socialWorkerName)}.` : ''}`,
  note: 'Your note is saved.',
  card: 'Saved, and the card is closed.',
  joined: 'Saved: the enquiries belong together now.',
  joinedAndMoved: 'Saved: the enquiries belong together now. The later one went to whoever has the first, who is asked to accept it.',
  joinedAndOffered: 'Saved: the enquiries belong together now. Whoever has the first is asked to take the later one over, which somebody is at work on.',
  linked: 'Saved: the enquiries are linked. Each keeps its own record.',
  parted: (intake) => ['Taken back: the two enquiries are apart again.', ...partedWords(intake)].join(' '),
  givenBack: 'Saved: whoever had this enquiry before it was joined has it again, or is asked to take it over.',
  unlinked: 'Taken back: the two enquiries are not linked any more.',
  dismissed: 'Saved: it is not suggested any more.',
  writeUp: 'The note of the conversation is saved.',
  callback: 'Your telephone rings in a moment. When you press 1, the caller is rung and put through to you.',
  fact: 'It is recorded, with your name and the time.',
  factRaised: 'It is recorded, and the enquiry is urgent now. If the child is in immediate danger, whoever is with them must ring 999 first.',
  callbackTaken: 'You have taken this call-back. Others are told again if it is not made in time.',
  text: 'The reference is being sent by text. Whether it arrived is shown on this page.',
  given: ({ allocation }) => `Given to ${allocation?.socialWorkerName ?? 'somebody else'}, who is asked to accept it.`,
  offered: 'Offered. You keep this enquiry until your colleague accepts it.',
  takenOver: 'You have taken this enquiry over.',
  refused: 'Refused. Whoever has the enquiry is told.',
  barred: 'Saved. They cannot open this enquiry and are not given it.',
  unbarred: 'Saved. They can open this enquiry again, unless they have a conflict of interest in one that belongs with it.',
  category: 'What it is about is saved.',
  rerouted: ({ rerouting }) => `Put on the list “${rerouting ? CATEGORY_NAMES[rerouting.category] : 'of others'}”. Anybody on duty can bring it back to the queue.`,
  broughtBack: 'This enquiry is back in the queue.',
  taken: 'You have taken this enquiry.',
  ended: 'This enquiry is ended.',
  secondAccepted: 'You are on this enquiry now. No other officer of your role is asked.',
  secondNamed: 'Saved. They are told at once, and others after them until one of them takes it on.',
  secondBack: 'Given back. Others are told that nobody is on it.',
  secondNotNeeded: 'Saved. No officer of that role is told of it, unless something calls for one anew.',
  child: 'The child is recorded.',
  childChosen: 'Saved: this enquiry is about that child.',
  childNot: 'Saved: that record is not suggested any more.',
  childrenOne: 'Saved: the two records are one now. Each keeps what was said of it.',
  childrenSiblings: 'Saved: they are siblings. Each has a record of its own.',
  childrenTwo: 'Saved: they are two children.',
  writeUpOnly: 'The note of the conversation is saved. The priority was decided by somebody else meanwhile, or raised for what the note says, and stays as it is.',
} as const satisfies Readonly<Record<string, Words>>
type Done = keyof typeof DONE
const SAID: ReadonlyMap<unknown, Words> = new Map(Object.entries(DONE))

/** What an enquiry's page says once something is done; undefined where its address names nothing that is. */
export function saidWhenDone(done: unknown, intake: Intake, open: readonly StillOpen[] = []): string | undefined {
  const words = SAID.get(done)
  const said = typeof words === 'function' ? words(intake) : words
  return said !== undefined && done === 'barred' ? [said, ...open.map(stillOpenWords)].join(' ') : said
}

/** Where a form that was saved leads to. */
export const doneHref = (intakeId: string, done: Done): string => `${paths.intake(intakeId)}?done=${done}`
