// SPDX-License-Identifier: MIT
// Light or dark, as the reader chose. Runs before the page is painted, so that nobody sees the other colours first.
// It adds the buttons to the footer; "System" forgets the choice.
'use strict';

{
  const root = document.documentElement;
  const kept = () => {
    try {
      return localStorage.getItem('theme');
    } catch {
      return null; // a browser that stores nothing for sites
    }
  };
  const keep = (theme) => {
    try {
      if (theme) localStorage.setItem('theme', theme);
      else localStorage.removeItem('theme');
    } catch { /* then the choice holds for this page only */ }
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
  // The choice was made in another tab.
  addEventListener('storage', (event) => { if (event.key === 'theme' || event.key === null) show(kept()); });
}
