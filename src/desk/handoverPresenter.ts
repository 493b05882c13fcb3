import { type BarredBeside, CHANGES_HANDS, type Colleague, type Colleagues, type Following } from '../domain/handover'
import type { Intake } from '../domain/intake'
import { londonDateTime, londonShort } from './londonTime'
import { paths } from './paths'
import { type PersonForm, personForm, type PersonFormInput } from './personForm'
import type { HistoryEntry } from './ports'
import { type StillOpen, stillOpenParts } from './stillOpen'
import type { SummaryLink, TypedForm, TypedHandover } from './typedForms'

/** One case that two social workers have. */
export interface FollowingView {
  readonly says: string
  /** Absent where whoever has the first cannot have this one, and for who may not say so. */
  readonly action: string | undefined
  readonly button: string
}

export interface HandoverView {
  readonly following: FollowingView | undefined
  /** Who is asked to take it over, and until when. */
  readonly offered: string | undefined
  /** For whoever is asked. */
  readonly answerHref: string | undefined
  readonly forms: readonly PersonForm[]
  /** Who cannot open it, and who said so. */
  readonly barred: readonly { readonly name: string; readonly by: string }[]
  /** Who cannot because of another enquiry that it belongs with. */
  readonly barredBeside: readonly { readonly name: string; readonly reference: string; readonly href: string }[]
  /** Whom a linked enquiry is open to all the same, with the way to change that for who may. */
  readonly stillOpen: readonly (ReturnType<typeof stillOpenParts> & { readonly form: PersonForm | undefined })[]
  readonly problems: readonly SummaryLink[]
}

export interface HandoverInput {
  readonly intake: Intake
  readonly history: readonly HistoryEntry[]
  readonly barredBeside: readonly BarredBeside[]
  readonly stillOpen: readonly StillOpen[]
  readonly colleagues: Colleagues
  /** Of what belongs with another. */
  readonly following?: Following | undefined
  readonly staffId: string
  readonly may: { readonly give: boolean; readonly accept: boolean; readonly join: boolean }
  readonly typed: TypedForm | undefined
  readonly now: Date
}

/** Who has an enquiry, and how that is changed. */
export function handoverView({ intake, history, barredBeside, stillOpen, colleagues, following, staffId, may, typed, now }: HandoverInput): HandoverView {
  const { allocation, transfer, status, barred = [] } = intake
  const open = status === 'triaged' || status === 'allocated' || status === 'accepted'
  const state = typed?.form === 'handover' ? typed.state : undefined
  const isHolder = allocation?.socialWorker === staffId
  const closedTo = new Set([...barred, ...barredBeside].map((one) => one.staffId))
  const others = colleagues.workers.filter((one) => one.staffId !== allocation?.socialWorker && !closedTo.has(one.staffId))
  const unbarred = colleagues.everybody.filter((one) => !barred.some((other) => other.staffId === one.staffId))
  const form = (which: TypedHandover['which'], people: readonly Colleague[]): PersonForm => personForm({
    id: which, action: ACTIONS[which](intake.id), words: which === 'offer' && refusedBy !== undefined ? OFFER_AGAIN : WORDS[which], people, typed: state?.which === which ? state : undefined,
  })
  const refusedBy = whoRefusedIt(history)
  const isOffered = transfer !== undefined && transfer.dueAt > now
  return {
    following: followingView(intake, following, refusedBy, { join: may.join && !isOffered, give: may.give }),
    offered: isOffered ? `Offered to ${transfer.toName} until ${londonShort(transfer.dueAt, now)}. Until then ${transfer.fromName} has it.` : undefined,
    answerHref: isOffered && transfer.to === staffId && may.accept ? paths.offerAnswer(intake.id) : undefined,
    forms: [
      ...(open && isHolder && may.accept && !transfer ? [form('offer', others)] : []),
      ...(open && may.give ? [form('give', others)] : []),
      ...(may.give ? [form('bar', unbarred)] : []),
      ...(may.give && barred.length > 0 ? [form('unbar', barred)] : []),
    ],
    barred: barred.map(({ name, byName, at }) => ({ name, by: `${byName}, ${londonDateTime(at)}` })),
    barredBeside: barredBeside.map(({ name, reference, intakeId }) => ({ name, reference, href: paths.intake(intakeId) })),
    stillOpen: stillOpen.map((one) => ({ ...stillOpenParts(one), form: may.give ? barThere(one) : undefined })),
    problems: (state?.problems ?? []).map(({ field, text }) => ({ text, href: `#${state?.which}-${field}` })),
  }
}

const barThere = ({ staffId, name, intakeId, reference }: StillOpen): PersonForm => personForm({
  id: `bar-${intakeId}-${staffId}`, action: paths.conflicts(intakeId), chosen: staffId, typed: undefined,
  words: { ...WORDS.bar, summary: `Bar ${name} from ${reference} too`, toLabel: undefined },
})

function followingView({ id, allocation, acceptance }: Intake, following: Following | undefined, refusedBy: string | undefined, may: { readonly join: boolean; readonly give: boolean }): FollowingView | undefined {
  if (!following || following.kind === 'together') return undefined
  const verb = acceptance && acceptance.by === allocation?.socialWorker ? 'Offer' : 'Give'
  const actionFor = (isAllowed: boolean): string | undefined => (may.join && isAllowed ? paths.belongingWorker(id) : undefined)
  if (following.kind === 'parted') {
    const { holder, hadBy, problem } = following
    const says = `${hadBy} had this enquiry until it was joined to another, which was taken back. ${holder} has it still.`
    return { says: problem === undefined ? says : `${says} It did not go back: ${problem}.`, action: actionFor(problem === undefined), button: `${verb} it back to ${hadBy}` }
  }
  const { holder, firstHolder, follows, decided } = following
  const says = `${holder} has this enquiry, and ${firstHolder} has the first that it belongs with.`
  if ('problem' in follows) return { says: `${says} It did not go there too: ${follows.problem}. A manager decides who is to have both.`, action: undefined, button: '' }
  if (refusedBy === follows.name) return { says: `${says} ${refusedBy} refused to take it over. ${holder} may offer it to somebody else, and a manager decides who is to have both.`, action: undefined, button: '' }
  return { says, action: actionFor(!decided || may.give), button: `${verb} it to ${follows.name} too` }
}

/** Who refused the last that was offered, by name, while it is still where it was; undefined when nobody did. */
function whoRefusedIt(history: readonly HistoryEntry[]): string | undefined {
  const last = history.findLast(({ kind }) => kind.startsWith('transfer_') || CHANGES_HANDS.some((changes) => changes === kind))
  return last?.kind === 'transfer_refused' ? last.byName : undefined
}

const WORDS: Readonly<Record<TypedHandover['which'], PersonFormInput['words']>> = {
  offer: { summary: 'Offer it to a colleague', toLabel: 'Colleague', reasonLabel: undefined, button: 'Offer it' },
  give: { summary: 'Give it to somebody', toLabel: 'Social worker', reasonLabel: 'Reason', button: 'Give it to them' },
  bar: { summary: 'Conflict of interest', toLabel: 'Who must not open it', reasonLabel: 'What the conflict is', button: 'Bar them' },
  unbar: { summary: 'Take a conflict of interest back', toLabel: 'Who may open it again', reasonLabel: 'Why there is no conflict any more', button: 'Let them open it' },
}

const OFFER_AGAIN: PersonFormInput['words'] = { ...WORDS.offer, summary: 'Offer it to somebody else' }

const ACTIONS = { offer: paths.offer, give: paths.giving, bar: paths.conflicts, unbar: paths.conflictEnd } as const
