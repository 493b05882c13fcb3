import { createHash } from 'node:crypto'
import type { Clock } from '../../domain/clock'
import type { Claim } from '../../domain/step'
import type { CallRecording } from '../../domain/telephony'
import type { ListedRecording, RecordingMedia, TelephoneProvider } from '../provider'
import { checkSound, type SoundProblem } from './checkSound'
import type { RecordingFiles, RecordingLedger } from './ports'

export interface KeepRecordingDeps {
  readonly provider: Pick<TelephoneProvider, 'fetchMedia' | 'findRecording' | 'removeRecording'>
  readonly files: RecordingFiles
  readonly ledger: RecordingLedger
  readonly now: Clock
}

/**
 * Our copy is not what the network has: nothing is noted, the network's stays, and it is fetched again. `gone`: the
 * network does not know of the recording any more.
 */
export class CopyRefused extends Error {
  constructor(readonly code: SoundProblem | 'not_there' | 'gone' | 'read_back_differs') {
    super(`A recording was not kept: ${code}`)
    this.name = 'CopyRefused'
  }
}

/**
 * Makes our own copy of a recording that the network has: fetched, found whole, stored sealed, read back and compared;
 * only then is it noted as kept. Repeated from any line on it ends in one copy.
 *
 * @returns false when another worker has taken the work over
 * @throws CopyRefused, ProviderFailure, or what the store throws: all to be tried again
 */
export async function keepRecording(deps: KeepRecordingDeps, claim: Claim, recording: CallRecording): Promise<boolean> {
  const { files, ledger, now } = deps
  const { sid } = recording
  const name = { intakeId: claim.intakeId, sid }
  const { bytes, contentType } = await fetchWhole(deps, recording)
  const sha256 = sha256Of(bytes)
  const fileId = await files.save(name, sha256, bytes)
  const stored = await files.read(name, fileId)
  if (sha256Of(stored) !== sha256) throw new CopyRefused('read_back_differs')
  return ledger.noteKept(claim, { sid, sha256, size: bytes.length, contentType, keptAt: now(), fileId })
}

/** Once a copy is noted as kept: whatever else there is of the recording goes, ours and the network's. */
export async function removeTheRest({ provider, files, ledger, now }: KeepRecordingDeps, claim: Claim, sid: string): Promise<boolean> {
  await files.tidy({ intakeId: claim.intakeId, sid })
  await provider.removeRecording(sid)
  return ledger.noteRemoved(claim, sid, now())
}

async function fetchWhole({ provider }: KeepRecordingDeps, { sid, duration }: CallRecording): Promise<RecordingMedia> {
  const media = await provider.fetchMedia(sid)
  if (!media) throw new CopyRefused(isThere(await provider.findRecording(sid)) ? 'not_there' : 'gone')
  const problem = checkSound(media, duration)
  if (problem === 'too_short') {
    // What was announced at first may have been put right since: what counts is what the network itself says it holds.
    const listed = await provider.findRecording(sid)
    if (listed?.duration !== undefined && checkSound(media, listed.duration) === undefined) return media
  }
  if (problem) throw new CopyRefused(problem)
  return media
}

const isThere = (listed: ListedRecording | undefined): boolean => listed !== undefined && listed.status !== 'absent'

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
