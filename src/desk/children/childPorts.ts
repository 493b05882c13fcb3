import type { Child, ChildDetails, ChildEvent, ChildPairAnswer } from '../../domain/child'
import type { ChangeMeanwhile } from '../../domain/detailsBeside'
import type { Intake } from '../../domain/intake'
import type { SenderStanding } from '../../domain/senderStanding'
import type { LinkSign } from '../../domain/thread'
import type { RelatedIntake } from '../threadPorts'

/** Who says something, and when. */
export interface SaidBy {
  readonly by: string
  readonly byName: string
  readonly at: Date
}

/** An enquiry about a child as the child's page shows it: none of its words. */
export interface ChildEnquiry extends RelatedIntake {
  readonly socialWorkerName?: string
  readonly managerName?: string
  /** Of a message. */
  readonly sender?: SenderStanding
  /** Who put it under the record; absent where it belongs with one that somebody did. */
  readonly under?: SaidBy
}

export interface ChildLine {
  readonly id: string
  readonly reference: string
  readonly details: ChildDetails
}

/** One child, as far as one person may see: no enquiry that they are barred from, nor what names one. */
export interface ChildRecord {
  /** The record that was made first. */
  readonly child: Child
  /** Others that a person said are of the same child; each keeps what it says. */
  readonly merged: readonly (Child & { readonly merged: SaidBy })[]
  /** The latest first. */
  readonly enquiries: readonly ChildEnquiry[]
  readonly siblings: readonly (ChildLine & { readonly said: SaidBy })[]
  /** As it happened, of all records; `of` names whose, where there are several. */
  readonly history: readonly (ChildEvent & { readonly of?: string })[]
}

/** Who a child is, without what is told on the page of the record alone. */
export type KnownChild = Pick<ChildRecord, 'child'>

/** A child of an enquiry, as the enquiry's page tells of it. */
export interface ChildOfIntake extends KnownChild {
  readonly merged: readonly Pick<Child, 'id'>[]
  readonly siblings: readonly Pick<ChildLine, 'reference'>[]
}

/** A record that may be of the child whom an enquiry is about. */
export interface ChildMatch {
  readonly record: KnownChild
  readonly signs: readonly LinkSign[]
}

/** What a record is to be brought together with: an enquiry that is to stand under it, or another that is of the same child. */
export type BesideChild = { readonly intakeId: string } | { readonly childId: string }

/** Who has a conflict of interest, by staff id: what they are called. */
export type ConflictedStaff = ReadonlyMap<string, string>

/** Who has one in each of these records and enquiries, by its id. */
export interface ChildConflicts {
  readonly ofRecords: ReadonlyMap<string, ConflictedStaff>
  readonly ofEnquiries: ReadonlyMap<string, ConflictedStaff>
}

/** A record that is like what somebody looked for. */
export interface ChildFound extends ChildLine {
  /** Other names of the child, of whichever record. */
  readonly otherNames: readonly string[]
  /** Other records of the child. */
  readonly mergedIds: readonly string[]
  readonly alike: readonly ('name' | 'name_alike' | 'name_in_part' | 'birth_date')[]
}

export interface ChildrenFound {
  /** The nearest first: alike in name and date of birth, in the whole name, in part of it, in the date alone. */
  readonly found: readonly ChildFound[]
  /** Those that do not open. */
  readonly broken: readonly { readonly id: string; readonly reference: string; readonly error: unknown }[]
  /** That are not listed. */
  readonly areMore: boolean
  /** Looked for by names alone that very many bear, by which nobody is found whose name holds more. */
  readonly isTooCommon: boolean
}

/** Two records of which nobody has said what they are to one another, though the enquiries that they are of hang together. */
export interface ChildPair {
  readonly one: KnownChild
  readonly other: KnownChild
}

/** What is known of the children of one enquiry and of those that hang together with it. */
export interface ChildrenOfIntake {
  readonly own: readonly ChildOfIntake[]
  readonly beside: readonly { readonly intakeId: string; readonly children: readonly KnownChild[] }[]
  /** Of `own` among themselves, and with those of each beside. */
  readonly unsaid: readonly ChildPair[]
}

export interface NewChild extends SaidBy {
  readonly intakeId: string
  /** How many had been recorded of the enquiry when the form was made. */
  readonly seen: number
  /** Of the form. */
  readonly token: string
  readonly details: ChildDetails
  /** Records of siblings. */
  readonly siblings: readonly string[]
}

/** `overtaken`: somebody recorded one of the same enquiry meanwhile, which is told. */
export type RecordedChild =
  | { readonly kind: 'recorded'; readonly childId: string }
  | { readonly kind: 'overtaken'; readonly meanwhile: Pick<Child, 'id' | 'reference' | 'recordedAt' | 'recordedByName'> }
  | { readonly kind: 'unknown' }

/** `overtaken`: others changed it after the version that was named, which is told with what stands there now. */
export type ChangedChild =
  | { readonly kind: 'changed' | 'unchanged' | 'unknown' }
  | { readonly kind: 'overtaken'; readonly version: number; readonly details: ChildDetails; readonly since: readonly ChangeMeanwhile[] }

interface AboutEnquiry extends SaidBy {
  readonly childId: string
  readonly intakeId: string
}

export interface AboutPair extends SaidBy {
  readonly childId: string
  readonly otherId: string
}

/** `unsaid`: that they are two children is no bar to saying more. */
export type StateOfTwo = 'unsaid' | 'one' | 'siblings'

/** To take back what others said as well as what one said oneself. */
interface TakenBack {
  readonly reason: string
  readonly mayAny: boolean
}

/** Implemented by src/store/children/deskChildren.ts. Whatever is asked for is told as far as `staffId` may see it. */
export interface DeskChildren {
  /** By the id of any record of the child. Undefined where an enquiry about the child is barred to them. */
  find(childId: string, staffId: string): Promise<ChildRecord | undefined>
  standing(childId: string, staffId: string): Promise<'open' | 'barred' | 'unknown'>
  idOf(reference: string, staffId: string): Promise<string | undefined>
  /** Which of these references are of records that they may see. All are looked at together. */
  openAmong(references: readonly string[], staffId: string): Promise<ReadonlySet<string>>
  /** By a name, a date of birth or both; what is barred to them is not there. */
  search(sought: Pick<ChildDetails, 'name' | 'birthDate'>, staffId: string): Promise<ChildrenFound>
  /** Every enquiry under the records of these children, and `intakeId` with them, each with what belongs with it, whoever may see it; and all those records. */
  under(childIds: readonly string[], intakeId?: string): Promise<{ readonly threads: readonly (readonly string[])[]; readonly recordIds: readonly string[] }>
  /** @param beside enquiries that are linked to it, which this person may open */
  around(intakeId: string, beside: readonly string[], staffId: string): Promise<ChildrenOfIntake>
  /** Records with the name and date of birth, or a reference, that the enquiry or a note on it gives. */
  mayBe(enquiry: { readonly intake: Intake; readonly notes: readonly string[] }, staffId: string): Promise<readonly ChildMatch[]>
  conflicts(of: { readonly childIds: readonly string[]; readonly intakeIds: readonly string[] }): Promise<ChildConflicts>
  /** How many were recorded of it. */
  countRecordedOf(intakeId: string): Promise<number>
  record(child: NewChild): Promise<RecordedChild>
  /** Of the details that `version` says. */
  change(change: SaidBy & { readonly childId: string; readonly version: number; readonly details: ChildDetails }): Promise<ChangedChild>
  putUnder(about: AboutEnquiry): Promise<'put' | 'before' | 'unknown'>
  /** `overtaken`: it stands under the record. */
  notAbout(about: AboutEnquiry): Promise<'said' | 'overtaken' | 'unknown'>
  takeOff(about: AboutEnquiry & TakenBack): Promise<'taken_off' | 'not_theirs' | 'overtaken'>
  /** What somebody said that the two are. */
  stateOfTwo(childId: string, otherId: string): Promise<StateOfTwo | 'unknown'>
  /** `overtaken`: somebody said before, or at the same moment, that the two are siblings or one. */
  sayOfTwo(about: AboutPair & { readonly answer: ChildPairAnswer }): Promise<'said' | 'overtaken' | 'unknown'>
  takeSiblingsBack(about: AboutPair & TakenBack): Promise<'taken_back' | 'not_theirs' | 'overtaken'>
  /** `otherId`: the record that was merged into one of the child's. */
  takeMergeBack(about: AboutPair & TakenBack): Promise<'taken_back' | 'not_theirs' | 'overtaken'>
}
