// Reloads a page of the gallery server after each build, and shows the errors of the last one.
if (window.top === window) {
  const bar = document.createElement("pre");
  bar.setAttribute("role", "alert");
  bar.style.cssText = `position:fixed;inset:auto 0 0 0;margin:0;padding:12px 16px;max-height:40vh;
    overflow:auto;white-space:pre-wrap;background:#7a1420;color:#fff;font:14px/1.4 monospace`;
  /** @type {string | undefined} */
  let build;
  const update = async () => {
    try {
      /** @type {{build: string, problem: string}} */
      const news = await (await window.fetch("/_news")).json();
      if (build !== undefined && news.build !== build) location.reload();
      build = news.build;
      bar.textContent = news.problem;
      if (news.problem) document.body.append(bar);
      else bar.remove();
    } catch {
      // the server has stopped, or is restarting
    }
    setTimeout(update, 500);
  };
  update();
}
