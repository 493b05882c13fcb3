import { createHash, randomBytes } from 'node:crypto'
import type { NewEmailIntake } from '../../../src/email/intakePorts'
import { findNames } from '../../../src/linking/findNames'
import { readPractice } from '../triageScoring'

/** Of so many enquiries one is about a child whom an earlier one told of in the same words. */
const KNOWN_EVERY = 10
/** References and telephone numbers. */
const LONG_NUMBER = /\d{5,}/g
const BEGINNINGS = ['Bar', 'Del', 'Fen', 'Gor', 'Hal', 'Jov', 'Kel', 'Lum', 'Mar', 'Nev', 'Pol', 'Rud', 'Sam', 'Tav', 'Vel', 'Zan']
const ENDINGS = ['adi', 'eko', 'imar', 'ona', 'ulan', 'yeva', 'aris', 'etto', 'inda', 'oro', 'usha', 'eli', 'amo', 'idek', 'ora', 'une']

/** An invented name for each number up to 65,535. */
function inventedName(nth: number): string {
  const part = (from: number): string => (BEGINNINGS[(nth >> from) % 16] ?? '') + (ENDINGS[(nth >> (from + 4)) % 16] ?? '')
  return `${part(0)} ${part(8)}`
}

/** The same words of another child: people who write at the same time write of as many children, and what is alike would be linked. */
function ofAnotherChild(text: string, nth: number): string {
  const named = findNames(text).reduce((so, name) => so.replaceAll(name, inventedName(nth)), text)
  return named.replaceAll(LONG_NUMBER, (number) => String(nth).padStart(number.length, number))
}

/** Invented child concerns as they are stored when a message has been taken in. They owe no acknowledgement: that is another path. */
export function enquiries(count: number, receivedAt: Date, firstNth = 0): NewEmailIntake[] {
  const concerns = readPractice().filter(({ expect }) => expect.category === 'child_concern')
  return Array.from({ length: count }, (_, place): NewEmailIntake => {
    const nth = firstNth + place
    const { subject = '', text = '' } = concerns[nth % concerns.length] ?? {}
    const words = nth % KNOWN_EVERY === 0 ? text : ofAnotherChild(text, nth)
    const id = randomBytes(32).toString('hex')
    return {
      id,
      receivedAt,
      email: {
        sha256: createHash('sha256').update(id).digest('hex'), rawFileId: id, size: words.length, subject, text: words, parts: [], attachments: [],
        from: { address: `teacher-${nth}@school.example`, name: 'Invented Teacher' },
      },
      acknowledgement: { state: 'not_due', reason: 'no_reply_address', attempts: 0 },
      owedTasks: [],
      thread: {},
    }
  })
}
