/** Puts a button under a box that copies what stands in it, as it was changed. Without scripts the box is marked and copied by hand. */
export function addCopyButton(box) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.textContent = 'Copy'
  const told = document.createElement('p')
  told.className = 'govuk-body'
  told.setAttribute('role', 'status')
  const copied = () => { told.textContent = 'Copied.' }
  // Not allowed, or not over a secure connection: it is marked, so that one key copies it.
  const refused = () => {
    box.focus()
    box.select()
    told.textContent = 'Marked. Copy it with your keyboard.'
  }
  button.addEventListener('click', () => {
    if (navigator.clipboard) void navigator.clipboard.writeText(box.value).then(copied, refused)
    else refused()
  })
  box.after(button, told)
}
