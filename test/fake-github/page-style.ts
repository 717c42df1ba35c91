/** The style sheet of the fake's pages. */

export const pageStyle = `
  :root { color-scheme: light dark; --line: #d0d7de; --quiet: #656d76; --failure: #cf222e; --warning: #9a6700; --success: #1a7f37; }
  @media (prefers-color-scheme: dark) {
    :root { --line: #30363d; --quiet: #8d96a0; --failure: #f85149; --warning: #d29922; --success: #3fb950; }
  }
  body { font: 15px/1.5 system-ui, sans-serif; margin: 0; }
  main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  .quiet { color: var(--quiet); }
  a { color: #0969da; }
  code, pre { font: 13px/1.45 ui-monospace, monospace; }
  pre { overflow-x: auto; margin: 0; white-space: pre-wrap; }
  table { border-collapse: collapse; width: 100%; }
  th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
  article, section.run { border: 1px solid var(--line); border-radius: 6px; padding: .5rem 1rem; margin: 1rem 0; }
  section.run { border-left-width: 6px; }
  section.success { border-left-color: var(--success); }
  section.failure, section.timed_out, section.action_required { border-left-color: var(--failure); }
  section.in_progress, section.queued { border-left-color: var(--warning); }
  tr.failure td:first-child { color: var(--failure); }
  tr.warning td:first-child { color: var(--warning); }
  li.task { list-style: none; margin-left: -1.3rem; }
  li.task > p, li.task > input { display: inline; }
  .message { margin: 0; white-space: pre-wrap; }
  .mark { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; }
  table.file td { border: 0; padding: 0 .6rem; }
  tr:target { background: #fff8c5; color: #000; }
`;
