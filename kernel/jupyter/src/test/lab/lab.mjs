// Opens a notebook in JupyterLab in a real browser, does "Restart Kernel and Run All Cells", and looks at what came of it.
//   node lab.mjs URL TOKEN NOTEBOOK SHOTS [SECONDS]
// Leaves SHOTS/NAME-light-1.png, NAME-light-2.png …, each cell with a picture as NAME-light-picture-1.png …, and the same in dark;
// before that, as stored-1 …, the outputs that the file came with, which JupyterLab shows as a stranger's ("untrusted"). Exits
// with 1 if a cell failed that is not tagged raises-exception, if a cell was not reached, or if a picture is broken. JupyterLab
// must run with --expose-app-in-browser.
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { open, withPage } from "./browser.mjs";

const [url, token, notebook, shots, seconds = "600"] = process.argv.slice(2);
const name = basename(notebook, ".ipynb");
const limit = { timeout: Number(seconds) * 1000 };
const themes = { light: "JupyterLab Light", dark: "JupyterLab Dark" };

async function restartAndRunAll(page) {
    await page.evaluate(() => {
        const { commands } = window.jupyterapp;
        // Stored counts would look like cells that have run.
        commands.execute("notebook:clear-all-cell-outputs").then(() => commands.execute("notebook:restart-run-all"));
    });
    await page.locator(".jp-Dialog .jp-mod-accept").click(limit); // "Restart Kernel?"
    await page.waitForFunction(isOver, null, limit);
}

/** In the page: whether every cell has run, or nothing more will because one has failed or the kernel has died. */
function isOver() {
    const panel = window.jupyterapp.shell.currentWidget;
    const status = panel.sessionContext.session?.kernel?.status;
    const written = panel.model.toJSON().cells.filter(cell => cell.cell_type === "code" && [].concat(cell.source).join("").trim());
    const failed = written.some(cell => cell.outputs.some(out => out.output_type === "error")
        && !(cell.metadata.tags ?? []).includes("raises-exception"));
    return status === "dead" || status === "idle" && (failed || written.every(cell => cell.execution_count !== null));
}

/** What the notebook's own model says of each code cell. */
function cells(page) {
    return page.evaluate(() => {
        const { cells } = window.jupyterapp.shell.currentWidget.model.toJSON();
        return cells.filter(cell => cell.cell_type === "code").map((cell, index) => ({
            number: index + 1,
            source: [].concat(cell.source).join(""),
            count: cell.execution_count,
            outputs: cell.outputs.length,
            mayFail: (cell.metadata.tags ?? []).includes("raises-exception"),
            errors: cell.outputs.filter(out => out.output_type === "error").map(out => `${out.ename}: ${out.evalue}`),
        }));
    });
}

/** Scrolls through the notebook, one screenshot a screenful; gives the pictures that did not load. */
async function look(page, theme, label = theme) {
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate(wanted => window.jupyterapp.commands.execute("apputils:change-theme", { theme: wanted }), themes[theme]);
    await page.waitForFunction(wanted => document.body.dataset.jpThemeName === wanted, themes[theme], limit);
    await page.locator("#jupyterlab-splash").waitFor({ state: "detached", ...limit });
    const pane = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer").first();
    const broken = new Set();
    for (let shot = 1, last = false; !last; shot++) {
        last = await pane.evaluate((element, step) => {
            element.scrollTop = step * (element.clientHeight - 80);
            return element.scrollTop + element.clientHeight >= element.scrollHeight - 1;
        }, shot - 1);
        // Two frames: one to lay the newly shown cells out, one to paint them.
        await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
        await page.screenshot({ path: join(shots, `${name}-${label}-${shot}.png`) });
        const images = await page.$$eval(".jp-OutputArea img", all => all.map(image => [image.complete && image.naturalWidth > 0, image.alt]));
        images.filter(([fine]) => !fine).forEach(([, alt]) => broken.add(alt || "(no alt text)"));
    }
    await shootPictures(page, label);
    return [...broken];
}

/** One screenshot of each cell with a picture; all have been scrolled into view, so they are in the page. */
async function shootPictures(page, label) {
    const shown = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell:has(.jp-OutputArea img)";
    for (const [index, cell] of (await page.locator(shown).all()).entries()) {
        await cell.screenshot({ path: join(shots, `${name}-${label}-picture-${index + 1}.png`), ...limit });
    }
}

function judge(cells, broken) {
    const written = cells.filter(cell => cell.source.trim());
    const faults = [
        ...written.filter(cell => cell.errors.length && !cell.mayFail).map(cell => `cell ${cell.number} failed: ${cell.errors[0]}`),
        ...written.filter(cell => cell.count === null).map(cell => `cell ${cell.number} was not run`),
        ...broken.map(alt => `broken picture: ${alt}`),
    ];
    const expected = written.filter(cell => cell.errors.length && cell.mayFail).length;
    faults.forEach(fault => console.error(`${name}: ${fault}`));
    console.log(`${name}: ${written.length} cells, ${expected} failed as announced, ${faults.length} faults`);
    return faults.length === 0;
}

mkdirSync(shots, { recursive: true });
await withPage(name, async page => {
    await open(page, url, token, notebook, limit);
    const stored = (await cells(page)).some(cell => cell.outputs) ? await look(page, "light", "stored") : [];
    await restartAndRunAll(page);
    const broken = [...stored, ...await look(page, "light"), ...await look(page, "dark")];
    process.exitCode = judge(await cells(page), broken) ? 0 : 1;
});
