// What this computer's clock shows when the file is sent, so that its offset is known.
const clock = document.getElementById("client-clock");
if (clock) {
  clock.form.addEventListener("submit", () => { clock.value = new Date().toISOString(); });
}
