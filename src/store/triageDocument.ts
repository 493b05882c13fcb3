import type { Triage } from '../domain/triage'
import type { TriageDocument, TriageEvidence } from './documents/triageDocument'
import type { Sealer } from './seal'
import { SEALED_FIELDS } from './toIntake'

/** What triage found, as stored: codes in the clear for counting, the caller's words behind them sealed. */
export function triageDocument(intakeId: string, triage: Triage, sealer: Sealer): TriageDocument {
  const { confirmedBy, indicators, signals, reasons, readsLike, ...rest } = triage
  const evidence: TriageEvidence = {
    indicators: Object.fromEntries(indicators.map((hit) => [hit.code, hit.evidence])),
    signals,
    ...(readsLike && { readsLike: Object.fromEntries(readsLike.hits.map((hit) => [hit.likeness, hit.evidence])) }),
  }
  return {
    ...rest,
    reasons: [...reasons],
    indicators: indicators.map(({ code }) => ({ code })),
    signals: Object.fromEntries(Object.keys(signals).map((signal) => [signal, true])),
    ...(readsLike && { readsLike: { version: readsLike.version, likenesses: readsLike.hits.map(({ likeness }) => likeness) } }),
    evidence: sealer.sealJson(intakeId, SEALED_FIELDS.evidence, evidence),
    ...(confirmedBy && {
      confirmedBy: confirmedBy.by,
      confirmedByName: confirmedBy.byName,
      confirmedAt: confirmedBy.at,
      confirmReason: sealer.seal(intakeId, SEALED_FIELDS.confirmReason, confirmedBy.reason),
    }),
  }
}
