import type { SecondReason } from '../domain/secondProfessionals'
import type { IndicatorLabel } from './triagePresenter'
import { FACT_TITLES } from './factPresenter'
import { CATEGORY_NAMES, LIKENESS_NAMES, SIGNAL_NAMES } from './words'

export const becauseWords = (because: readonly SecondReason[], labelOf: IndicatorLabel): string => because.map((reason) => reasonWords(reason, labelOf)).join('; ')

function reasonWords(reason: SecondReason, labelOf: IndicatorLabel): string {
  switch (reason.kind) {
    case 'signal':
      return SIGNAL_NAMES[reason.signal]
    case 'likeness':
      return `Reads like: ${LIKENESS_NAMES[reason.likeness]}`
    case 'indicator':
      return labelOf(reason.code)
    case 'category':
      return `${CATEGORY_NAMES[reason.category]} with ${labelOf(reason.code)}`
    case 'fact':
      return `${FACT_TITLES[reason.fact]}, as a person recorded`
    case 'made_urgent':
      return 'Made urgent by a person'
    default:
      return reason satisfies never
  }
}
