// Opens a report in headless Chromium, uses it with the keyboard alone, and prints as JSON what it has seen.
// Arguments: the page, Chromium, and a folder for pictures (none unless given).
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const require = createRequire(process.env.PACKAGES + "/");
const { chromium } = require("playwright-core");
const axe = require("axe-core");
const [file, executablePath, pictures] = process.argv.slice(2);

const browser = await chromium.launch({ executablePath, args: ["--disable-gpu"] });
const seen = { requests: [], scripts: [], policyViolations: [], errors: [], axe: [] };
try {
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 800 } });
    page.on("request", request => request.isNavigationRequest() || seen.requests.push(request.url()));
    page.on("dialog", dialog => { seen.scripts.push(dialog.message()); dialog.dismiss(); });
    page.on("pageerror", error => seen.errors.push(error.message));
    page.on("console", message => message.type() === "error" && seen.errors.push(message.text()));
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener("securitypolicyviolation", event => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    await page.goto(pathToFileURL(file).href);
    const picture = name => pictures && page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`), fullPage: false });
    const audit = async what => {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      for (const found of violations)
        seen.axe.push(`${colorScheme}, ${what}: ${found.id}: ${found.nodes.map(node => `${node.target} ${node.failureSummary}`).join(" | ")}`);
    };
    const focused = () => page.evaluate(() => document.activeElement.closest("tr")?.dataset.index ?? document.activeElement.id);
    const tabTo = async (wanted, key = "Tab") => {
      for (let i = 0; i < 60 && await focused() !== wanted; i++)
        await page.keyboard.press(key);
      return await focused() === wanted;
    };

    // What the audit itself does to the page is no fault of the page.
    await picture("page");
    seen.policyViolations.push(...await page.evaluate(() => window.violations));
    await audit("page");

    // A row's dialogue: to it, into it, out of it.
    seen.reachesRow = await tabTo("0");
    await page.keyboard.press("Enter");
    seen.opensDialog = await page.evaluate(() => document.getElementById("details").open);
    seen.dialogue = await page.evaluate(() => document.getElementById("dialogue").textContent);
    seen.elements = await page.evaluate(() => document.querySelectorAll("#details img, #details script, table img, table script").length);
    await picture("dialog");
    await audit("dialog");
    await page.keyboard.press("Escape");
    seen.closesDialog = await page.evaluate(() => !document.getElementById("details").open);
    seen.returnsFocus = await focused();

    // The filter, and sorting by a column.
    seen.reachesSearch = await tabTo("search", "Shift+Tab");
    await page.keyboard.type("secure.example");
    seen.filtered = await page.evaluate(() => Array.from(document.querySelector("tbody").rows, row => row.cells[0].textContent));
    await picture("filtered");
    await audit("filtered");
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    for (let i = 0; i < 20 && !await page.evaluate(() => document.activeElement.matches("thead button")); i++)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    seen.sorted = await page.evaluate(() => [document.querySelector("thead th").ariaSort, document.querySelector("tbody").rows[0].cells[0].textContent]);

    if (await page.$("#changed")) {
      await page.focus("#changed");
      await page.keyboard.press("Space");
      seen.changed = await page.evaluate(() => Array.from(document.querySelector("tbody").rows, row => row.cells[0].textContent));
    }

    await page.emulateMedia({ media: "print", colorScheme });
    await picture("print");
    await page.setViewportSize({ width: 390, height: 800 });
    await page.emulateMedia({ media: "screen", colorScheme });
    await page.evaluate(() => scrollTo(0, 0));
    await picture("narrow");
    await page.close();
  }
} finally {
  await browser.close();
}

console.log(JSON.stringify(seen));
