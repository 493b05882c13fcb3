import type { Locator, Page } from 'playwright-core'
import { PATIENCE_MS } from './browser'

/** What people do on the pages, step by step. */

export interface WrittenLetter {
  readonly name: string
  readonly address: string
  readonly subject: string
  readonly text: string
}

/** Everything in it is invented. Its rules' reading is urgent: a child is missing now. */
export const MISSING_CHILD: WrittenLetter = {
  name: 'Alex Pretend',
  address: 'alex.pretend@social.pretendshire.example',
  subject: 'Zebedee Imaginary missing since last night',
  text: `Hello,

I am a social worker in Pretendshire (an invented county). Zebedee Imaginary, aged fifteen, has been missing from placement since last night. His carer found a new phone in his room last week, and a car was waiting outside on two evenings. He told his teacher that he has to pay back the money for his journey.

Alex Pretend (invented)`,
}

/** Words of the letter above that an acknowledgement must never repeat. */
export const CHILD_DETAIL = /zebedee|imaginary|fifteen|missing|placement|carer|teacher|journey|pretendshire/i

/** Rings from the handset and waits until the service speaks. */
export async function dial(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/local/phone`)
  await page.getByRole('button', { name: /^Dial / }).click()
  await page.locator('.heard__said').first().waitFor()
}

/** Answers the menu with 3 and speaks for a moment. @returns the reference that the caller hears */
export async function leaveMessage(page: Page): Promise<string> {
  await page.locator('[data-key="3"]').click()
  await page.getByText('After the tone, please say').waitFor()
  await page.getByRole('button', { name: 'Start speaking' }).click()
  await page.getByText('Recording your message').waitFor()
  await page.getByRole('button', { name: 'Stop speaking' }).click()
  const spoken = await page.getByText(/^Your reference is:/).textContent({ timeout: PATIENCE_MS })
  return grouped(spoken?.replace('Your reference is:', '') ?? '')
}

export async function hangUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hang up' }).click()
  await page.getByText(/^You hung up after/).waitFor()
}

export async function writeLetter(page: Page, origin: string, letter: WrittenLetter): Promise<void> {
  await page.goto(`${origin}/local/mail`)
  await page.getByLabel('Your name').fill(letter.name)
  await page.getByLabel('Your email address').fill(letter.address)
  await page.getByLabel('Subject').fill(letter.subject)
  await page.getByLabel('Message', { exact: true }).fill(letter.text)
  await page.getByRole('button', { name: 'Send message' }).click()
  await page.getByText('Your message is in the advice line’s mailbox').waitFor()
}

/** The answer under a letter on the mail page; the newest letter's is open. */
export const acknowledgement = (page: Page, { subject }: WrittenLetter): Locator =>
  page.locator('li', { has: page.getByRole('heading', { name: subject, exact: true }) }).locator('.local-reply', { hasText: 'Your reference is' })

export async function signIn(page: Page, origin: string, password: string, email = 'duty@advice-line.example', first = 'Enquiries waiting'): Promise<void> {
  await page.goto(`${origin}/`)
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: first }).waitFor()
}

export async function savePriority(page: Page, { priority, reason }: { priority?: string; reason: string }): Promise<void> {
  if (priority !== undefined) await page.getByLabel(priority, { exact: true }).check()
  await page.getByLabel('Why?', { exact: true }).fill(reason)
  await page.getByRole('button', { name: 'Save the priority' }).click()
}

export async function accept(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Accept this enquiry' }).click()
  await page.getByText('You have accepted this enquiry.').waitFor()
}

/** The line of the queue with a reference, or any other words, in it. */
export const queueRow = (page: Page, words: string | RegExp): Locator => page.locator('tr[data-intake]', { hasText: words })

/** As it is written, in two groups: people hear it letter by letter. */
const grouped = (spoken: string): string => spoken.replaceAll(/[^0-9A-Z]/g, '').replace(/^.{4}/, '$&-')
