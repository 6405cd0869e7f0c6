package org.kafkamqtt.balancer.cli.page;

/** How the page looks: light, dark, narrow and on paper. */
final class PageStyle {
    private static final String LIGHT =
            """
              --ink: #1d2733; --soft: #55646f; --paper: #ffffff; --card: #f5f7f9; --line: #d5dce4;
              --bar: #2f6fb5; --over: #c2571a; --bound: #8a2f8f;""";

    private static final String DARK =
            """
              --ink: #e4e9ef; --soft: #a3b0bd; --paper: #14191f; --card: #1c232b; --line: #36434f;
              --bar: #6aa7e8; --over: #f0935a; --bound: #dd9be2;""";

    static final String CSS =
            """
            :root { color-scheme: light dark;
            LIGHT }
            @media (prefers-color-scheme: dark) { :root {
            DARK } }
            * { box-sizing: border-box; }
            html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
            body { font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
              color: var(--ink); background: var(--paper); max-width: 880px; margin: 0 auto; padding: 2rem 1.25rem 3rem;
              font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
            h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .75rem; letter-spacing: -.01em; }
            h2 { font-size: 1.2rem; margin: 2.75rem 0 .25rem; }
            h3 { font-size: 1rem; margin: 0; color: var(--ink); }
            p { margin: .25rem 0 .75rem; }
            .soft, figcaption, caption, dd, .key { color: var(--soft); }
            code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
            code { font-size: .92em; }
            pre { font-size: .82rem; line-height: 1.45; white-space: pre-wrap; background: var(--card);
              border: 1px solid var(--line); border-radius: 6px; padding: .6rem .75rem; margin: 0 0 1rem; }
            dl.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem 1.5rem;
              margin: 0; }
            dl.facts div.wide { grid-column: span 2; }
            dt { font-size: .78rem; color: var(--soft); }
            dl.facts dd { margin: 0; color: var(--ink); }
            dl.meanings { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .75rem 0 0;
              font-size: .85rem; }
            dl.meanings dt { font-size: inherit; font-weight: 600; color: var(--ink); }
            dl.meanings dd { margin: 0; }
            .scroll { overflow-x: auto; margin: .5rem 0 0; }
            .scroll:focus-visible { outline: 2px solid var(--bar); outline-offset: 2px; }
            table { border-collapse: collapse; width: 100%; font-size: .88rem; overflow-wrap: normal; }
            caption { text-align: left; font-size: .85rem; padding-bottom: .25rem; }
            th, td { text-align: right; vertical-align: baseline; padding: .35rem .6rem; white-space: nowrap;
              border-bottom: 1px solid var(--line); }
            thead th { border-bottom-color: var(--soft); font-size: .82rem; }
            th.name, td.name { text-align: left; }
            th.name { font-weight: 600; white-space: normal; }
            tbody th { font-weight: 400; }
            figure { margin: 1rem 0 0; }
            figure.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px;
              padding: .9rem 1rem .8rem; }
            figcaption { font-size: .85rem; }
            .plot { margin-top: .6rem; }
            svg { display: block; width: 100%; overflow: visible; }
            svg text { font-size: 11.5px; fill: var(--soft); paint-order: stroke; stroke: var(--card); stroke-width: 3px; }
            svg text.strong { fill: var(--ink); font-weight: 600; font-size: 12.5px; }
            svg text.value { fill: var(--ink); }
            .grid { stroke: var(--line); stroke-width: 1; shape-rendering: crispEdges; }
            .axis { stroke: var(--soft); stroke-width: 1; shape-rendering: crispEdges; }
            .bar { fill: var(--bar); } .over { fill: var(--over); }
            .curve { fill: none; stroke: var(--bar); stroke-width: 2; vector-effect: non-scaling-stroke; }
            .halo { stroke: var(--card); stroke-width: 4; }
            .average { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 5 4; }
            .wanted { fill: none; stroke: var(--ink); stroke-width: 2; vector-effect: non-scaling-stroke; }
            .wantedhalo { fill: none; stroke: var(--card); stroke-width: 5; vector-effect: non-scaling-stroke; }
            .bound { stroke: var(--bound); stroke-width: 2; }
            svg text.value.bounded { fill: var(--bound); }
            ul.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; list-style: none; margin: .6rem 0 0; padding: 0;
              font-size: .82rem; color: var(--soft); }
            ul.legend li { display: flex; align-items: center; gap: .45rem; }
            ul.legend svg { width: 22px; height: 12px; flex: none; }
            @media (max-width: 760px) { td.name { white-space: normal; min-width: 6.5rem; } }
            @media (max-width: 560px) {
              body { padding: 1.25rem .9rem 2rem; }
              figure.card { padding: .75rem .7rem .7rem; }
              dl.facts div.wide { grid-column: 1 / -1; }
              dl.meanings { grid-template-columns: 1fr; gap: 0; }
              dl.meanings dd { margin-bottom: .35rem; }
              th, td { padding: .35rem .4rem; }
              td.places { white-space: normal; min-width: 5.5rem; }
            }
            @media print {
              :root { color-scheme: light;
            LIGHT }
              @page { margin: 16mm 14mm; }
              * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
              body { font-size: 10pt; max-width: none; padding: 0; }
              figure, tr, dl, pre, ul.legend, header { break-inside: avoid; }
              h2, h3, caption, thead { break-after: avoid; }
              .scroll { overflow: visible; }
              table { font-size: 8pt; } th, td { white-space: normal; padding: .25rem .35rem; }
            }
            """
                    .replace("LIGHT", LIGHT)
                    .replace("DARK", DARK);

    private PageStyle() {}
}
