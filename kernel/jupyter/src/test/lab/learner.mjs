// Does in JupyterLab what a learner does: run all, answer a question, Stop, go on, complete with Tab, ask with Shift-Tab, restart.
//   node learner.mjs URL TOKEN SHOTS [SECONDS]
// Makes its own notebook on the server; leaves SHOTS/learner-1-….png and so on. Exits with 1 at the first thing that is not as promised.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { open, withPage } from "./browser.mjs";

const [url, token, shots, seconds = "120"] = process.argv.slice(2);
const limit = { timeout: Number(seconds) * 1000 };
const notebook = "learner.ipynb";
const TICKER = 0, LIVES = 1, QUESTION = 2, ENDLESS = 3, AFTER = 4, SCRATCH = 5;
const sources = [
    'var ticker = createTask(async(() -> {\n    for (int i = 1; i <= 8; i++) {\n        await(sleep(0.5));\n        println("tick " + i);\n    }\n}), "ticker");',
    "int lives = 9;\nlives",
    'IO.readln("What is the cat\'s name? ") + " has " + lives + " lives"',
    'println("running");\nwhile (true) { }',
    "lives * 2",
    "// scratch",
];

async function write() {
    const cells = sources.map((source, i) => ({ cell_type: "code", execution_count: null, id: `cell-${i}`, metadata: {}, outputs: [], source }));
    const metadata = { kernelspec: { name: "catnap", display_name: "Catnap (Java)", language: "java" } };
    const body = JSON.stringify({ type: "notebook", content: { cells, metadata, nbformat: 4, nbformat_minor: 5 } });
    const answer = await fetch(`${url}/api/contents/${notebook}`, { method: "PUT", body, headers: { Authorization: `token ${token}` } });
    if (!answer.ok) throw new Error(`cannot make ${notebook}: ${answer.status}`);
}

/** What the notebook's own model says of a cell's outputs, as text. */
function printed(page, index) {
    return page.evaluate(i => window.jupyterapp.shell.currentWidget.model.toJSON().cells[i].outputs.map(out =>
        [].concat(out.text ?? out.data?.["text/plain"] ?? `${out.ename}: ${out.evalue}`).join("")).join("|"), index);
}

async function awaitPrinted(page, index, pattern) {
    const deadline = Date.now() + limit.timeout;
    for (let text = ""; !pattern.test(text = await printed(page, index));) {
        if (Date.now() > deadline) throw new Error(`cell ${index + 1} never showed ${pattern}, but: ${text}`);
        await page.waitForTimeout(50);
    }
}

function check(promise, kept) {
    if (!kept) throw new Error(`not so: ${promise}`);
    console.log(`learner: ${promise}`);
}

function command(page, name) {
    return page.evaluate(id => { window.jupyterapp.commands.execute(id); }, name);
}

async function shoot(page, name) {
    // Two frames: one to lay out, one to paint.
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.screenshot({ path: join(shots, `learner-${name}.png`) });
}

function editor(page, index) {
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell").nth(index).locator(".cm-content");
}

async function type(page, index, text) {
    await editor(page, index).click();
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
}

async function runAll(page) {
    await command(page, "notebook:run-all-cells");
    await page.locator(".jp-Stdin-input").waitFor({ state: "visible", ...limit });
    await shoot(page, "1-question");
    check("the question has its prompt", /What\sis\sthe\scat's\sname\?/.test(await page.locator(".jp-Stdin").innerText()));
    await page.locator(".jp-Stdin-input").fill("Tom");
    await page.locator(".jp-Stdin-input").press("Enter");
    await awaitPrinted(page, QUESTION, /Tom has 9 lives/);
    check("the answer reaches the cell", true);
}

async function stop(page) {
    await awaitPrinted(page, ENDLESS, /running/);
    await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === "busy", null, limit);
    await page.getByTitle(/^Interrupt the kernel/).or(page.locator('[data-command="notebook:interrupt-kernel"]')).first().click(limit);
    await awaitPrinted(page, ENDLESS, /Interrupted: the cell was stopped/);
    check("Stop ends an endless loop", true);
    await editor(page, AFTER).click();
    await command(page, "notebook:run-cell");
    await awaitPrinted(page, AFTER, /^18$/);
    check("its variables are kept", true);
}

async function lateOutput(page) {
    await awaitPrinted(page, TICKER, /tick 8/);
    await shoot(page, "2-stopped-and-late-output");
    check("a task's output is under the cell that made it", (await printed(page, TICKER)).includes("tick 1\ntick 2\n"));
    for (const index of [LIVES, QUESTION, ENDLESS, AFTER]) {
        check(`and not under cell ${index + 1}`, !/tick/.test(await printed(page, index)));
    }
}

async function complete(page) {
    await type(page, SCRATCH, "ticker.get");
    await page.keyboard.press("Tab");
    await page.locator(".jp-Completer:not(.lm-mod-hidden) .jp-Completer-item").first().waitFor({ state: "visible", ...limit });
    await shoot(page, "3-completion");
    const items = (await page.locator(".jp-Completer-item .jp-Completer-match").allInnerTexts()).join(" ");
    check("Tab offers a variable's methods", /getName/.test(items) && /getCoro/.test(items));
    await page.keyboard.press("Escape");
}

async function ask(page) {
    await type(page, SCRATCH, "gather");
    await page.keyboard.press("Shift+Tab");
    const tooltip = page.locator(".jp-Tooltip");
    await tooltip.waitFor({ state: "visible", ...limit });
    await shoot(page, "4-tooltip");
    check("Shift-Tab tells what a name means", /gather/.test(await tooltip.innerText()));
    await page.keyboard.press("Escape");
}

async function restart(page) {
    await page.evaluate(() => { window.restarted = window.jupyterapp.commands.execute("notebook:restart-kernel"); });
    await page.locator(".jp-Dialog .jp-mod-accept").click(limit);
    await page.evaluate(() => window.restarted);
    await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === "idle", null, limit);
    await editor(page, AFTER).click();
    await command(page, "notebook:run-cell");
    await awaitPrinted(page, AFTER, /CompileError/);
    await shoot(page, "5-restarted");
    check("a restarted kernel knows nothing", true);
    await editor(page, LIVES).click();
    await command(page, "notebook:run-cell");
    await awaitPrinted(page, LIVES, /^9$/);
    check("and runs", true);
}

mkdirSync(shots, { recursive: true });
await write();
await withPage("learner", async page => {
    await open(page, url, token, notebook, limit);
    await runAll(page);
    await stop(page);
    await lateOutput(page);
    await complete(page);
    await ask(page);
    await restart(page);
});
console.log("learner: as promised");
