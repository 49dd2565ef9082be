// sse-oracle.mjs
//
// SPDX-FileCopyrightText: 2026 The Sythoria developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The same as sse-events.c by eventsource-parser: node sse-oracle.mjs NODE_MODULES.  Events in front
// of which there is "end" are those that a blank line after the end of the stream gives out.

import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const path = `${process.argv[2]}/eventsource-parser/dist/index.js`;
const { createParser } = await import(pathToFileURL(path));

const hex = text => Buffer.from(text, 'utf-8').toString('hex');

function read(reads, end) {
  const events = [];
  const parser = createParser({
    onEvent: event => events.push(`${hex(event.event ?? '')} ${hex(event.data)}`),
  });
  // It takes text, so the bytes are decoded as the WHATWG wants it, the byte order mark too.  That the
  // parser strips one of its own accord, from text that looks like one, ends with the first read.
  const decoder = new TextDecoder();
  parser.feed('');
  for (const bytes of reads)
    parser.feed(decoder.decode(bytes, { stream: true }));
  parser.feed(decoder.decode());
  parser.feed(end);
  return events;
}

for await (const line of createInterface({ input: process.stdin })) {
  const reads = line.split(' ').map(part => Buffer.from(part, 'hex'));
  // It looks at a last CR only when another line end follows; this one gives out no event.
  const events = read(reads, ':\n');
  const all = read(reads, '\n\n');
  const last = all.slice(events.length).map(event => `end ${event}`);
  process.stdout.write([...events, ...last, '', ''].join('\n'));
}
