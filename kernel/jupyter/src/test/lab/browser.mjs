// A real browser with JupyterLab in it, for lab.mjs and learner.mjs. JupyterLab must run with --expose-app-in-browser.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

function browserPath() {
    const names = ["chromium", "chromium-browser", "google-chrome"];
    const path = process.env.PATH.split(":").flatMap(folder => names.map(each => join(folder, each))).find(existsSync);
    if (!path) throw new Error("no chromium on the PATH: apt-get install chromium");
    return path;
}

/** Opens a browser, does something with a page of it, and cleans up. */
export async function withPage(name, action) {
    const profile = mkdtempSync(join(tmpdir(), "lab-browser-"));
    const browser = await chromium.launchPersistentContext(profile, {
        executablePath: browserPath(),
        viewport: { width: 1280, height: 1400 },
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"],
    });
    try {
        const page = await browser.newPage();
        page.on("pageerror", error => console.error(`${name}: the page says: ${error.message}`));
        await action(page);
    } finally {
        await browser.close();
        rmSync(profile, { recursive: true, force: true });
    }
}

/** Opens a notebook and waits until its kernel has answered. */
export async function open(page, url, token, notebook, limit) {
    await page.goto(`${url}/lab/tree/${encodeURIComponent(notebook)}?reset&token=${token}`, limit);
    // The widget of the notebook, once its file is read and its kernel has answered.
    await page.waitForFunction(() => window.jupyterapp?.shell.currentWidget?.sessionContext, null, limit);
    await page.evaluate(async () => {
        const panel = window.jupyterapp.shell.currentWidget;
        await panel.context.ready;
        await panel.sessionContext.ready;
    });
    const kernel = await page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.name);
    const wanted = await page.evaluate(() => window.jupyterapp.shell.currentWidget.model.getMetadata("kernelspec")?.name);
    if (kernel !== wanted) throw new Error(`the notebook wants the kernel ${wanted}, JupyterLab offers ${kernel}`);
    // A kernel restarted before it has answered once keeps jupyter_server waiting for a minute.
    await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === "idle", null, limit);
}
