// The handset in the browser: dials, shows and speaks what is heard, sends keys. The server holds the call.
'use strict'

;(() => {
  const byId = (id) => document.getElementById(id)
  const root = byId('handset')
  const calls = root.dataset.calls
  const [form, number, withheld, problem, dial] = [byId('dial-form'), byId('number'), byId('withheld'), byId('dial-error'), byId('dial')]
  const [status, clock, keys, speak, hangUp] = [byId('status'), byId('clock'), byId('keys'), byId('speak'), byId('hang-up')]
  const [heard, aloud] = [byId('heard'), byId('aloud')]
  const voice = window.speechSynthesis
  let call
  let timer

  const send = (path, body) =>
    fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

  function write(kind, text) {
    byId('heard-hint')?.remove()
    const line = document.createElement('p')
    line.className = `heard__${kind}`
    line.textContent = text
    heard.append(line)
    heard.scrollTop = heard.scrollHeight
  }

  function say(text, language) {
    if (!voice || !aloud.checked) return
    const words = new SpeechSynthesisUtterance(text)
    words.lang = language
    voice.speak(words)
  }

  const hush = () => voice?.cancel()
  const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

  function count(from, show) {
    clearInterval(timer)
    const tick = () => show(Math.floor((Date.now() - from) / 1000))
    tick()
    timer = setInterval(tick, 1000)
  }

  function showInCall(inCall) {
    dial.disabled = number.disabled = inCall
    withheld.disabled = inCall
    for (const button of [...keys.children, speak, hangUp]) button.disabled = !inCall
    if (!inCall) {
      clearInterval(timer)
      speak.textContent = 'Start speaking'
    }
  }

  function showSpeaking(speaking) {
    call.speaking = speaking
    speak.textContent = speaking ? 'Stop speaking' : 'Start speaking'
    status.textContent = speaking ? 'Recording your message' : 'In a call'
    const from = speaking ? Date.now() : call.since
    count(from, (seconds) => { clock.textContent = minutes(seconds) })
  }

  const NOTES = {
    ringing: () => {
      write('note', 'Ringing the advice line')
    },
    said: ({ text, language }) => {
      write('said', text)
      say(text, language)
    },
    played: () => write('note', 'Music'),
    asked: ({ for: what }) => {
      // The answer to "start speaking" may overtake the news that somebody listens.
      if (!call.speaking) status.textContent = what === 'keys' ? 'Waiting for you to press a key' : 'Waiting for you to speak'
    },
    pressed: ({ key }) => {
      hush()
      if (!call.speaking) write('mine', `You pressed ${key === '#' ? 'hash' : key === '*' ? 'star' : key}`)
      status.textContent = 'In a call'
    },
    tone: () => write('note', 'Tone'),
    recorded: ({ seconds }) => {
      write('mine', `Your message: ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`)
      showSpeaking(false)
    },
    fault: ({ message }) => write('note', message),
    ended: ({ by, seconds }) => {
      write('note', `${by === 'caller' ? 'You hung up' : 'The call ended'} after ${minutes(seconds)}`)
      call.events.close()
      call = undefined
      status.textContent = 'Call ended'
      clock.textContent = ''
      const hadFocus = document.activeElement
      showInCall(false)
      if (hadFocus && hadFocus.disabled) dial.focus()
    },
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void ring()
  })

  async function ring() {
    problem.hidden = true
    dial.disabled = true
    const response = await send(calls, { number: number.value, withheld: withheld.checked })
    const answer = await response.json()
    if (!response.ok) {
      dial.disabled = false
      problem.hidden = false
      problem.textContent = answer.message
      number.setAttribute('aria-describedby', 'number-hint dial-error')
      number.focus()
      return
    }
    heard.replaceChildren()
    const path = `${calls}/${answer.id}`
    call = { path, since: Date.now(), speaking: false, events: new EventSource(`${path}/events`) }
    call.events.addEventListener('message', ({ data }) => {
      const sound = JSON.parse(data)
      NOTES[sound.kind]?.(sound)
    })
    status.textContent = 'In a call'
    count(call.since, (seconds) => { clock.textContent = minutes(seconds) })
    showInCall(true)
    keys.firstElementChild.focus()
  }

  const press = (key) => call && send(`${call.path}/keys`, { keys: key })

  keys.addEventListener('click', (event) => {
    const button = event.target.closest('button')
    if (button) void press(button.dataset.key)
  })

  // Only while the keypad has the focus: keys elsewhere on the page stay the browser's.
  keys.addEventListener('keydown', (event) => {
    if (/^[0-9*#]$/.test(event.key)) void press(event.key)
  })

  speak.addEventListener('click', () => void speakOrStop())

  async function speakOrStop() {
    if (!call) return
    hush()
    if (call.speaking) {
      await send(`${call.path}/keys`, { keys: '#' })
      return
    }
    const response = await send(`${call.path}/speak`, {})
    const { recording } = await response.json()
    if (!call) return
    if (recording) showSpeaking(true)
    else write('note', 'Nobody is recording: press a key first.')
  }

  hangUp.addEventListener('click', () => {
    hush()
    if (call) void send(`${call.path}/hang-up`, {})
  })

  aloud.addEventListener('change', () => {
    if (!aloud.checked) hush()
  })

  window.addEventListener('pagehide', () => {
    hush()
    if (call) navigator.sendBeacon(`${call.path}/hang-up`)
  })
})()
