// Measures a report in headless Chromium: how long it takes to load, and from a key in the filter, a click on a column's title and a jump to the
// end to the next picture. Arguments: the page, and Chromium. `PACKAGES` is the folder of Node's packages.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.PACKAGES + "/");
const { chromium } = require("playwright-core");
const [file, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
const start = performance.now();
await page.goto(pathToFileURL(file).href);
await page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
console.log(`load: ${(performance.now() - start).toFixed(0)} ms`);
// From the event's own time to behind the frame that shows it.
const listen = kind => page.evaluate(kind => {
  window.times = [];
  addEventListener(kind, event => requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - event.timeStamp))), true);
}, kind);
const tell = async what => {
  const times = (await page.evaluate(() => window.times)).sort((a, b) => a - b);
  console.log(`${what}: median ${times[times.length >> 1].toFixed(0)} ms, most ${times.at(-1).toFixed(0)} ms, of ${times.length}`);
};
await page.focus("#search");
await listen("keydown");
for (const key of "provider12") {
  await page.keyboard.press(key);
  await page.waitForTimeout(50);
}
for (let i = 0; i < 10; i++) {
  await page.keyboard.press("Backspace");
  await page.waitForTimeout(50);
}
await tell("key in the filter");
await listen("click");
for (const header of await page.$$("thead button")) {
  await header.click();
  await page.waitForTimeout(50);
}
await tell("click on a title");
await listen("scroll");
for (let i = 0; i < 10; i++) {
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.waitForTimeout(100);
}
await tell("scrolling to the end");
console.log(`rows in the page: ${await page.evaluate(() => document.querySelector("tbody").rows.length)}`);
await browser.close();
