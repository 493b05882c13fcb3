// A telephone of the team: rings, is answered or not.
'use strict'

;(() => {
  const byId = (id) => document.getElementById(id)
  const handset = window.createHandset()
  const { staff, number, all } = handset.root.dataset
  const [ringing, answer, decline, unanswered] = [byId('ringing'), byId('answer'), byId('decline'), byId('unanswered')]
  const title = document.title

  window.watchTelephones(all, (telephones) => {
    const telephone = telephones.find((one) => one.number === number)
    if (telephone) show(telephone)
  })

  function show({ state, answers }) {
    unanswered.checked = !answers
    const rings = state.kind === 'rings' && answers
    if (rings === ringing.hidden) {
      const hadFocus = ringing.contains(document.activeElement)
      ringing.hidden = !rings
      // Found in a row of tabs without looking into each.
      document.title = rings ? `Ringing: ${title}` : title
      if (rings) answer.focus()
      else if (hadFocus && !handset.isInCall()) unanswered.focus()
    }
    if (!handset.isInCall()) handset.status.textContent = words(state, answers)
  }

  function words({ kind }, answers) {
    if (kind === 'rings') return answers ? 'Ringing: the advice line is calling' : 'Ringing, and not answered'
    return kind === 'in_call' ? 'In a call in another window' : 'Not ringing'
  }

  answer.addEventListener('click', () => void pickUp())

  async function pickUp() {
    const response = await handset.send(`${staff}/answer`, {})
    if (!response.ok) return
    const { id } = await response.json()
    handset.join(id, {
      opening: 'You have answered',
      onEnded: (lostFocus) => {
        if (lostFocus) unanswered.focus()
      },
    })
  }

  decline.addEventListener('click', () => void handset.send(`${staff}/decline`, {}))
  unanswered.addEventListener('change', () => void handset.send(`${staff}/answers`, { answers: !unanswered.checked }))
})()
