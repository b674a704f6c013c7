// SPDX-License-Identifier: MIT

import fs from 'node:fs';
import path from 'node:path';

/** Every file below the folders whose name ends in one of the endings. */
export function files(folders, endings) {
    const found = [];
    for (const folder of folders.filter((f) => fs.existsSync(f)))
        for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
            const name = path.join(entry.parentPath ?? entry.path, entry.name);
            if (entry.isFile() && endings.some((e) => name.endsWith(e)) && !name.includes('node_modules')) found.push(name);
        }
    return found.sort();
}
