// The main ones in Debian's Firefox.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { build, launchFirefox, openPage, serve, state } from "./browser.mjs";

test("the page in Firefox plays, takes keys and an edit", async () => {
  const server = await serve(path.join(build, "site"));
  const browser = await launchFirefox();
  const page = await openPage(await browser.newContext(), server.address + "#paused&at=end");
  assert.ok((await state(page)).t > 0);
  await page.locator("#canvas").focus();
  await page.keyboard.press("Home");
  assert.equal((await state(page)).t, 0);
  await browser.close();
  server.close();
});
