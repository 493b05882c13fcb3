import type { Claim } from '../../domain/step'
import type { OwedTask } from '../../domain/task'
import type { CallEvent } from '../call/callEvent'
import type { KeptRecording } from '../../domain/telephony'
import type { CallerId } from '../call/phoneNumbers'

/** Which recording of which enquiry. */
export interface RecordingName {
  readonly intakeId: string
  readonly sid: string
}

/** Our copies of recordings, sealed. Implemented by src/store/recordingFiles.ts. */
export interface RecordingFiles {
  /** Stores the sound; what an earlier try stored whole is found by its sha256. @returns the file's id */
  save(name: RecordingName, sha256: string, bytes: Buffer): Promise<string>
  /** @throws when it is not there, not whole, or does not open */
  read(name: RecordingName, fileId: string): Promise<Buffer>
  /** Removes what tries that died left beside the copy that is noted as kept; nothing while none is. */
  tidy(name: RecordingName): Promise<void>
}

/** `withdraw`: the card about a recording that did not come is answered by its coming. */
export type MissingCard = OwedTask | 'withdraw' | undefined

/** How a worker leaves the step: for good, or until a moment. Looking again is not failing, so its tries are not counted. */
export type RecordingsLeft =
  | { readonly kind: 'done' | 'given_up'; readonly card: MissingCard }
  | { readonly kind: 'again'; readonly at: Date; readonly failing: boolean; readonly card: MissingCard }

/** What is noted of a call's recordings; every write is majority, and stands only while the claim does: false otherwise. */
export interface RecordingLedger {
  /** Takes the claim for its whole time anew: each recording is a long piece of work. */
  hold(claim: Claim): Promise<boolean>
  noteKept(claim: Claim, recording: KeptRecording & { readonly fileId: string }): Promise<boolean>
  noteRemoved(claim: Claim, sid: string, at: Date): Promise<boolean>
  leave(claim: Claim, left: RecordingsLeft): Promise<boolean>
}

/** Tells the call what the network said of a recording, as if its webhook had come: the call room's use case. */
export type NoteRecording = (news: {
  readonly callSid: string
  readonly caller: CallerId
  readonly event: Extract<CallEvent, { kind: 'recording' }>
}) => Promise<unknown>
