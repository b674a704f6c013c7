// SPDX-License-Identifier: MIT
// Light or dark, as the reader chose on this site. The one script that runs before the page is painted
// (it stands before the style sheets), so that nobody sees the other colours first. It makes the buttons, too,
// in the footer's place for them: where there is no script there are none. "System" forgets the choice.
'use strict';

{
  const root = document.documentElement;
  const kept = () => {
    try {
      return localStorage.getItem('theme');
    } catch {
      return null; // a browser that keeps nothing for sites
    }
  };
  const keep = (theme) => {
    try {
      if (theme) localStorage.setItem('theme', theme);
      else localStorage.removeItem('theme');
    } catch { /* it holds for this page, then */ }
  };

  const show = (theme) => {
    const chosen = theme === 'light' || theme === 'dark' ? theme : '';
    if (chosen) root.dataset.theme = chosen;
    else delete root.dataset.theme;
    for (const meta of document.querySelectorAll('meta[data-colours]')) {
      const its = meta.dataset.colours;
      meta.media = !chosen ? `(prefers-color-scheme: ${its})` : its === chosen ? 'all' : 'not all';
    }
    for (const button of document.querySelectorAll('[data-choose-theme]'))
      button.setAttribute('aria-pressed', String(button.dataset.chooseTheme === chosen));
  };
  show(kept());

  document.addEventListener('DOMContentLoaded', () => {
    for (const group of document.querySelectorAll('[data-themes]')) {
      for (const [theme, name] of [['', group.dataset.system], ['light', group.dataset.light], ['dark', group.dataset.dark]]) {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = name;
        button.dataset.chooseTheme = theme;
        group.append(button);
      }
      group.hidden = false;
    }
    show(kept());
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-choose-theme]');
    if (!button) return;
    keep(button.dataset.chooseTheme);
    show(button.dataset.chooseTheme);
  });
  // Chosen in another tab.
  addEventListener('storage', (event) => { if (event.key === 'theme' || event.key === null) show(kept()); });
}
