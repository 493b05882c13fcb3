import type { Hit } from '../phrases/hits'
import { sentenceEnd } from '../phrases/runs'
import { tokensOf } from '../text/tokens'
import { daysSaid } from './daysSaid'
import type { Message } from './message'

/** The days named in the sentence that holds a hit. */
export const daysBeside = ({ contact, received, dayWords }: Message, { run, sentence }: Hit): string[] => {
  const source = run.part === 'subject' ? contact.subject : contact.text
  return daysSaid(dayWords, tokensOf(run.words, source, run.words.sentences[sentence] ?? run.first, sentenceEnd(run, sentence)), received, source)
}
