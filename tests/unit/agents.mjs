// SPDX-License-Identifier: MIT
// Prints the public lists of User-Agents that npm has, one a line: P and a browser of people, R and a robot.

import { readFileSync } from 'node:fs';

const json = (file) => JSON.parse(readFileSync(new URL(`../node_modules/${file}`, import.meta.url), 'utf8'));

const people = new Set([
    ...json('user-agents/dist/user-agents.json').map((visit) => visit.userAgent),
    ...['index', 'desktop', 'mobile'].flatMap((list) => json(`top-user-agents/src/${list}.json`)),
]);
const robots = new Set(json('crawler-user-agents/crawler-user-agents.json').flatMap((crawler) => crawler.instances ?? []));
const lines = (kind, agents) => [...agents].map((agent) => `${kind}\t${agent.replace(/\s+/g, ' ')}\n`);
process.stdout.write([...lines('P', people), ...lines('R', robots)].join(''));
