package org.kafkamqtt.balancer.cli.page;

/** The entries of a plot's legend. */
final class Legend {
    private Legend() {}

    static void bar(Markup page, String style, String meaning) {
        page.add(
                "<li><svg aria-hidden=\"true\"><rect class=\"%s\" x=\"5\" y=\"0\" width=\"12\""
                        + " height=\"12\"/></svg>%s</li>%n",
                style, meaning);
    }

    static void line(Markup page, String style, String meaning) {
        page.add(
                "<li><svg aria-hidden=\"true\"><line class=\"%s\" x1=\"0\" x2=\"22\" y1=\"6\""
                        + " y2=\"6\"/></svg>%s</li>%n",
                style, meaning);
    }
}
