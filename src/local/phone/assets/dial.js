// The caller's handset: dials.
'use strict'

;(() => {
  const byId = (id) => document.getElementById(id)
  const handset = window.createHandset()
  const [form, number, withheld, problem, dial] = [byId('dial-form'), byId('number'), byId('withheld'), byId('dial-error'), byId('dial')]

  function showDialled(isDialled) {
    dial.disabled = number.disabled = withheld.disabled = isDialled
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void ring()
  })

  async function ring() {
    problem.hidden = true
    dial.disabled = true
    const response = await handset.send(handset.calls, { number: number.value, withheld: withheld.checked })
    const answer = await response.json()
    if (!response.ok) {
      dial.disabled = false
      problem.hidden = false
      problem.textContent = answer.message
      number.setAttribute('aria-describedby', 'number-hint dial-error')
      number.focus()
      return
    }
    showDialled(true)
    handset.join(answer.id, {
      opening: 'Ringing the advice line',
      onEnded: (lostFocus) => {
        showDialled(false)
        if (lostFocus) dial.focus()
      },
    })
  }
})()
