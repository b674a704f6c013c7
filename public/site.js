// SPDX-License-Identifier: MIT
// Comfort only: every page works without it. A click on a video's picture plays it in place, through
// YouTube's cookie-less host; nothing is asked of YouTube before that click.
'use strict';

{
  const player = (link) => {
    const frame = document.createElement('iframe');
    frame.src = `https://www.youtube-nocookie.com/embed/${encodeURIComponent(link.dataset.video)}?autoplay=1&rel=0`;
    frame.title = link.dataset.title;
    frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
    frame.allowFullscreen = true;
    frame.referrerPolicy = 'strict-origin-when-cross-origin'; // YouTube refuses to play without one
    frame.className = 'video-frame';
    return frame;
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-video]');
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || event.defaultPrevented) return;
    event.preventDefault();
    const frame = player(link);
    link.replaceWith(frame);
    frame.focus();
  });

  // "Link to this article" is a link; with a clipboard it copies itself.
  for (const link of document.querySelectorAll('a[data-copy]')) {
    if (!navigator.clipboard) break;
    const words = link.querySelector('span');
    const before = words.textContent = 'Copy link';
    link.setAttribute('role', 'button');
    link.addEventListener('click', async (event) => {
      event.preventDefault();
      await navigator.clipboard.writeText(link.href).catch(() => { location.href = link.href; });
      words.textContent = 'Copied';
      setTimeout(() => { words.textContent = before; }, 2000);
    });
  }

  // It plays here now, not in a new tab.
  for (const note of document.querySelectorAll('a[data-video] .video-note')) note.remove();

  // The current section in view, where the sections are wider than the window.
  const current = document.querySelector('.nav-list [aria-current]');
  if (current) {
    const list = current.closest('.nav-list');
    const over = current.getBoundingClientRect(), frame = list.getBoundingClientRect();
    if (over.left < frame.left || over.right > frame.right)
      list.scrollLeft += over.left - frame.left - (frame.width - over.width) / 2;
  }
}
