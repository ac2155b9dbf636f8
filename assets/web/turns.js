// Lets the browser do what else there is: what takes long is done in tasks of its own.
export const breathe = () => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); done(); };
  port2.postMessage(0);
});

// One thing after another, each in a task of its own.
export async function inTurn(things, act) {
  for (const thing of things) {
    await act(thing);
    await breathe();
  }
}

// What there is has been laid out and painted, which takes the browser its time; or nobody looks.
export const shown = () => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 100);
});
