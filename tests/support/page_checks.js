// SPDX-License-Identifier: Apache-2.0
// What is wrong with the page that is open, one line each: what a person with a keyboard, a screen reader,
// bad eyes or a big thumb would run into.
const wrong = [];
const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
const name = (e) => `${e.tagName.toLowerCase()}.${e.className.baseVal ?? e.className} "${(e.textContent || e.value || '').trim().slice(0, 30)}"`;
const root = document.documentElement;
if (root.scrollWidth > root.clientWidth) wrong.push(`wider than the window: ${root.scrollWidth} > ${root.clientWidth}`);
if (!root.lang) wrong.push('no language');
if (!document.title.trim()) wrong.push('no title');
if (document.querySelectorAll('main').length !== 1) wrong.push('not one main');
if (document.querySelectorAll('h1').length !== 1) wrong.push('not one h1');
let level = 0;
for (const h of document.querySelectorAll('h1,h2,h3,h4')) {
  const own = Number(h.tagName[1]);
  if (own > level + 1) wrong.push(`heading skips a level: ${name(h)}`);
  if (!h.textContent.trim()) wrong.push('a heading without words');
  level = own;
}
const ids = new Set();
for (const e of document.querySelectorAll('[id]')) {
  if (ids.has(e.id)) wrong.push(`id twice: ${e.id}`);
  ids.add(e.id);
}
for (const [attribute, many] of [['for', false], ['aria-labelledby', true], ['aria-describedby', true]]) {
  for (const e of document.querySelectorAll(`[${attribute}]`)) {
    for (const id of many ? e.getAttribute(attribute).split(' ') : [e.getAttribute(attribute)]) {
      if (!ids.has(id)) wrong.push(`${attribute} leads nowhere: ${id}`);
    }
  }
}
for (const a of document.querySelectorAll('a[href^="#"]')) {
  if (!ids.has(a.getAttribute('href').slice(1))) wrong.push(`link leads nowhere: ${a.getAttribute('href')}`);
}
for (const u of document.querySelectorAll('use')) {
  if (!ids.has(u.getAttribute('href').slice(1))) wrong.push(`no picture: ${u.getAttribute('href')}`);
}
for (const e of document.querySelectorAll('input:not([type=hidden]),select,textarea')) {
  if (!(e.labels && e.labels.length && e.labels[0].textContent.trim())) wrong.push(`no label: ${e.id || e.name}`);
}
for (const e of document.querySelectorAll('a,button,summary')) {
  if (!(e.textContent.trim() || e.getAttribute('aria-label'))) wrong.push(`no words: ${e.outerHTML.slice(0, 60)}`);
}
for (const n of document.querySelectorAll('nav')) {
  if (!n.getAttribute('aria-label')) wrong.push('a nav without a name');
}
for (const form of document.querySelectorAll('form[method=post]')) {
  if (!form.querySelector('input[name=csrf][value]')) wrong.push(`a form without its token: ${form.action}`);
}
if (document.querySelector('[style],script:not([src="/passkey.js"])')) wrong.push('an inline style or a script');

// Under each heading of a table its cells: one that is hidden moves all behind it.
const columns = (row) => [...row.cells].filter(seen).reduce((sum, cell) => sum + cell.colSpan, 0);
for (const table of document.querySelectorAll('table')) {
  const heads = table.tHead && table.tHead.rows[table.tHead.rows.length - 1];
  if (!heads || !seen(heads) || getComputedStyle(heads).display !== 'table-row') continue;
  if (getComputedStyle(table.tHead).position === 'absolute') continue;  // for the ear only
  for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
    if (columns(row) !== columns(heads)) wrong.push(`${columns(row)} cells under ${columns(heads)} headings: ${name(row)}`);
  }
}

// Targets of 24 px, or alone in a line of text (WCAG 2.5.8).
for (const e of document.querySelectorAll('a,button,summary,select,input:not([type=hidden])')) {
  if (!seen(e) || e.closest('p')) continue;
  const box = (e.type === 'radio' ? e.closest('label') : e).getBoundingClientRect();
  if (box.bottom <= 0) continue;  // the skip link, until it has the focus
  if (box.height < 24 || box.width < 24) wrong.push(`small: ${name(e)} ${Math.round(box.width)}x${Math.round(box.height)}`);
}

// Words on their ground, 4.5 to 1, or 3 to 1 when they are large (WCAG 1.4.3).
const channels = (text) => (text.match(/[\d.]+/g) || []).map(Number);
const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
  .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (e) => {
  for (let at = e; at; at = at.parentElement) {
    const c = channels(getComputedStyle(at).backgroundColor);
    if (c.length === 3 || c[3] > 0.99) return c;
  }
  return [255, 255, 255];
};
const measured = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let count = 0; count < 20000 && walker.nextNode(); count++) {
  const e = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || measured.has(e) || !seen(e) || e.closest('.hidden,svg,option')) continue;
  measured.add(e);
  const look = getComputedStyle(e);
  const [a, b] = [light(channels(look.color)), light(ground(e))].sort((x, y) => y - x);
  const size = parseFloat(look.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(look.fontWeight) >= 700);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < (large ? 3 : 4.5)) wrong.push(`contrast ${ratio.toFixed(1)}: ${name(e)}`);
}
return wrong;
