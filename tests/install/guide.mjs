// SPDX-License-Identifier: MIT
// docs/DEPLOY.md as a list of parts, each with the commands that stand in it: what is indented, but for blocks that
// begin with "# by hand". What is fenced (```) is no command.

import fs from 'node:fs';
import { checkout } from './machine.mjs';

/** [{ heading, blocks: [text], byHand: [text] }], in order. */
export function partsOfGuide() {
    const parts = [];
    let block = null, fenced = false;
    const flush = () => {
        if (!block) return;
        const text = block.join('\n').trim();
        (text.startsWith('# by hand') ? parts.at(-1).byHand : parts.at(-1).blocks).push(text);
        block = null;
    };
    for (const line of fs.readFileSync(`${checkout}/docs/DEPLOY.md`, 'utf8').split('\n')) {
        if (/^```/.test(line)) fenced = !fenced;
        const heading = !fenced && /^##+ (.*)$/.exec(line)?.[1];
        if (heading) {
            flush();
            parts.push({ heading, blocks: [], byHand: [] });
        } else if (!fenced && line.startsWith('    ')) {
            (block ??= []).push(line.slice(4));
        } else if (line !== '') {
            flush();
        }
    }
    flush();
    return parts.filter((p) => p.blocks.length || p.byHand.length);
}

/** BLOCK as a script that ends at the first command that fails, says which, and tells what is run. */
export const asScript = (block) => block.replaceAll('\\\n', ' ').split('\n').map((command) =>
    `echo '+ '${JSON.stringify(command).replaceAll('$', '\\$').replaceAll('`', '\\`')}\n${command}\n__status=$?; [ $__status = 0 ] || { echo "failed with $__status"; exit 1; }`).join('\n');
